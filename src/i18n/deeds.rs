//! The words that only the module of the deeds says: it alone carries them, and the first form loads without.

super::words::table! {
    /// The words of one language that tell what came of a deed, by key.
    DeedWords by deeds:
    upgrade: "服务器要新版本的答卷，请关掉所有窗口，联网再打开一次", "The server wants a newer version of this app: close every window and open it again once online";
    send_now_unsent: "还是没发出去，内容都在，会自动再试", "Still not sent. Everything is kept and will be tried again by itself";
    sign_out_not_sent: "没有发完，还在登录中", "Not all could be sent; you are still signed in";
    erase_failed: "没有删干净，请再试一次", "Not everything could be deleted; please try again";
    withdrawn: "已撤下", "Withdrawn";
    edit_sent: "这一条可能已经发出，不能再改；可以撤下后重新写", "This one may have been sent already and can no longer be changed; you can withdraw it and write anew";
    discarded: "草稿已删掉", "Draft discarded";
    series_made: "备好了 {n} 份草稿，请逐份看过再提交", "Drafts made: {n}. Please look at each, then submit it";
    series_partly: "备好了 {n} 份草稿，其余的没有存住。{why}", "Drafts made: {n}; the others were not kept. {why}";
    restored: "已恢复，刚才的文字也留作一版", "Put back; what stood there before is kept as a version";
}
