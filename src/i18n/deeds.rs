//! The words that only the module of the deeds says: it alone carries them, and the first form loads without.

super::words::table! {
    /// The words of one language that tell what came of a deed, by key.
    DeedWords by deeds:
    upgrade: "服务器要新版本的答卷，请关掉所有窗口，联网再打开一次", "The server wants a newer version of this app: close every window and open it again once online";
    send_now_unsent: "还是没发出去，内容都在，会自动再试", "Still not sent. Everything is kept and will be tried again by itself";
    sign_out_not_sent: "没有发完，还在登录中", "Not all could be sent; you are still signed in";
    erase_failed: "没有删干净，请再试一次", "Not everything could be deleted; please try again";
    trip_denied: "没有同意登录，所以还没有登录", "You did not agree, so you are not signed in";
    trip_foreign: "这次登录不是从这个页面开始的，没有采用。请再登录一次", "This sign-in did not begin on this page and was not taken. Please sign in once more";
    trip_expired: "这次登录没有做完，或隔得太久了。请再登录一次", "This sign-in was not finished, or took too long. Please sign in once more";
    trip_unreachable: "连不上单位的登录服务，请稍后再试", "Your organisation's sign-in can't be reached; please try again later";
    trip_clock: "手机上的日期或时间不对，登录不了。请在手机的设置里调准再试", "The date or time of this phone is wrong, so the sign-in is not valid. Please set it right and try again";
    trip_insecure: "这个网址不安全（不是 https），不能用单位账号登录。请换 https 开头的网址", "This address is not secure (not https), so your organisation's account can't be used here. Please open the one that begins with https";
    trip_not_kept: "浏览器不让存登录要用的东西（无痕模式），不能用单位账号登录", "This browser keeps nothing (private mode), so your organisation's account can't be used here";
    trip_would_lose: "这个页面存不住内容，去登录会丢掉没发出去的。请先到「待发送」里导出", "This page can't keep anything: leaving it to sign in would lose what was not sent. Please export it on the page \"Outbox\" first";
    trip_passphrase: "单位账号已经登录。要用本机口令，请再填一次，然后按登录", "Your account is signed in. To lock this phone with a passphrase, enter it once more and press the button";
    account_unknown: "单位账号登录好了，但这里没有这个账号，请联系工作人员", "Your account is signed in, but it is not known here; please ask the office";
    host_gives_none: "门户里的登录没有了。请回到门户登录，再打开这里", "You are not signed in to the portal. Please sign in there, then open this page again";
    withdrawn: "已撤下", "Withdrawn";
    edit_sent: "这一条可能已经发出，不能再改；可以撤下后重新写", "This one may have been sent already and can no longer be changed; you can withdraw it and write anew";
    discarded: "草稿已删掉", "Draft discarded";
    photo_removed: "照片已去掉", "Photo removed";
    file_removed: "附件已去掉", "File removed";
    series_made: "备好了 {n} 份草稿，请逐份看过再提交", "Drafts made: {n}. Please look at each, then submit it";
    series_partly: "备好了 {n} 份草稿，其余的没有存住。{why}", "Drafts made: {n}; the others were not kept. {why}";
    restored: "已恢复，刚才的文字也留作一版", "Put back; what stood there before is kept as a version";
}
