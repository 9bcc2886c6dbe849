//! The words of the outbox page and of the check of this phone: only later modules name them, so only those carry them.

super::words::table! {
    /// The words of one language about the outbox, by key.
    OutboxWords by outbox:
    empty: "没有要发的。记下的都已经送到", "Nothing to send. Everything you logged has arrived";
    empty_drafts: "没有要发的。没写完的 {n} 条在首页", "Nothing to send. {n} unfinished on the home page";
    waiting: "{n} 条在等着，联网后自动发送", "{n} waiting; sent by themselves once online";
    hold: "先不发", "Hold for now";
    held: "{n} 条先不发，都在手机上。按「继续发送」再发；关掉本页面再打开，也会接着发", "{n} held, all on this phone. Press Go on sending to send them; they also go on once this page is closed and opened again";
    needing_only: "没有在等着发送的，有 {n} 条需您处理", "None is waiting to be sent; {n} for you to deal with";
    going: "自动发送的", "Sent by themselves";
    more: "再显示 {n} 条", "Show {n} more";
    shown: "显示了 {n} 条，共 {all} 条", "{n} of {all} shown";
    of: "{act}：{title}", "{act}: {title}";
    send_again: "再发一次", "Send again";
    withdraw_short: "撤下", "Withdraw";
    withdraw_doubt: "这一条可能已经送到，撤下只删手机上的", "It may have arrived already; withdrawing deletes it on this phone only";
    uploaded: "照片和附件送到了 {n} / {most} 份", "{n} of {most} photos and files have arrived";
    no_edit_doubt: "可能已经送到，所以不能改", "May have arrived already, so it can't be edited";

    tries: "试过 {n} 次", "Tried {n} times";
    tries_none: "还没试过", "Not tried yet";
    tries_once: "试过 1 次", "Tried once";
    next_in: "下次自动再试：约 {time}后", "Next try by itself: in about {time}";
    next_soon: "下次自动再试：1 分钟内", "Next try by itself: within a minute";
    next_turn: "轮到就发", "Goes when it is its turn";
    next_told: "服务器要求等到 {time} 再发", "The server asks to wait until {time}";
    next_sign_in: "登录后继续发送", "Goes on after sign-in";
    next_update: "更新后继续发送", "Goes on after an update";
    next_press: "按「继续发送」再发", "Goes on once you press Go on sending";
    next_another: "等前一条送到", "Waits for the one before it";
    waited: "等了 {time}", "Waiting for {time}";
    waited_short: "刚刚提交", "Submitted just now";
    waited_unknown: "不知道等了多久（手机时间改过）", "Not known for how long (the phone's clock was changed)";
    minutes: "{n} 分钟", "{n} min";
    hours: "{n} 小时", "{n} h";
    day: "1 天", "1 day";
    days: "{n} 天", "{n} days";

    keep_safe: "导出和导入", "Export and import";
    keep_safe_hint: "怕手机出问题，可以先导出一份；换手机后再导入，不会重复。导出的内容谁拿到都能看，请收好。草稿以前的版本不在里面", "To be safe you can export a copy; import it after changing phones, and nothing is doubled. Whoever has the copy can read it, so keep it well. Earlier versions of drafts are not in it";
    export: "导出", "Export";
    export_file: "导出文件", "Export a file";
    export_text: "复制文字", "Copy as text";
    export_busy: "正在准备", "Preparing";
    export_nothing: "没有可导出的内容", "There is nothing to export";
    export_saved: "文件已交给手机保存。没看到文件，就用“复制文字”", "The file was handed to the phone. If you find none, use “Copy as text”";
    export_parts: "照片多，分成了 {n} 个文件，请都保存", "Many photos, so {n} files; please keep them all";
    export_failed: "没有导出，请再试一次", "Nothing was exported; please try again";
    export_lost: "{n} 个照片或附件本机读不到，没有导出", "{n} photos or files can't be read on this phone and were left out";
    text_label: "导出的文字", "The exported text";
    text_hint: "复制后发给自己或存到备忘录，要整段，一个字都不能少", "Copy it to yourself or into your notes, the whole of it and not a letter less";
    text_photos: "文字可以复制，照片和附件请用文件（{n} 个不在文字里）", "Text can be copied; for photos and files use the file ({n} are not in the text)";
    alone: "这个浏览器存不了文件，请复制下面的文字", "This browser saves no files; please copy the text below";
    alone_photos: "{n} 个照片和附件不在文字里：要导出它们，请点右上角的三个点，选“在浏览器打开”", "{n} photos and files are not in the text: to export them choose “Open in browser” in the menu";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    copy_by_hand: "文字已全部选中，请按住它，再点“复制”", "All of it is selected: press and hold it, then choose Copy";
    import_file: "导入文件", "Import a file";
    import_text: "或者粘贴导出的文字", "Or paste the exported text";
    import_go: "导入文字", "Import the text";
    import_busy: "正在导入", "Importing";
    import_done: "导入了 {n} 条", "{n} imported";
    import_here: "{n} 条本机已有，没有重复加", "{n} were here already and were not added again";
    import_received: "{n} 条早已收到", "{n} had been received already";
    import_photos: "{n} 个照片或附件不在里面，没有带进来", "{n} photos or files were not in it";
    import_unreadable: "{n} 条读不出来的没有导入", "{n} that can't be read were not imported";
    import_damaged: "不是导出的内容，或者没有复制完整，没有导入", "This is not an export, or not all of it; nothing was imported";
    import_newer: "这是新版本导出的，请先更新再导入", "A newer version exported this; please update first";
    import_foreign: "这是另一位委员的内容，不能导入到您的账号", "This is another member's; it can't be imported into your account";
    import_long: "文件太大（超过 64 MB），没有导入", "The file is too large (over 64 MB); nothing was imported";
    import_failed: "没有导入：{why}", "Nothing was imported: {why}";

    unreadable: "有 {n} 条内容本机读不出来。没有删，原样留着，请告诉办公室；也可以原样导出", "{n} items on this phone can't be read. They are kept as they are; please tell the office. They can be exported as they are";

    check_lead: "办公室问起时，可以念给他们听，或者复制发过去。里面没有您写的内容", "If the office asks, read this out or copy it to them. Nothing that you wrote is in it";
    check_copy: "复制给办公室", "Copy for the office";
    check_again: "再查一次", "Check again";
    check_text: "自检结果", "Result of the check";
    unknown: "不知道", "Not known";
    asking: "正在问", "Asking";
    keeping: "存放", "Storage";
    persisted: "长期保存", "Kept for good";
    persisted_yes: "浏览器答应了", "The browser agreed";
    persisted_no: "没有答应，空间紧张时可能被清理", "Not agreed; may be cleared when space runs out";
    unsent: "没发出去", "Not sent";
    unsent_oldest: "{n} 条，最早的等了 {time}", "{n}, the oldest for {time}";
    drafts: "没写完的", "Not finished";
    sealed: "读不出来的", "Can't be read";
    contact: "上次联系", "Last contact";
    contact_answer: "{time}，服务器回答 {status}", "{time}, the server answered {status}";
    contact_silent: "{time}，服务器没有回答", "{time}, no answer from the server";
    contact_never: "这次打开后还没有", "None since the page was opened";
    clock: "手机时间", "This phone's clock";
    clock_right: "和服务器差不到 1 分钟", "Within a minute of the server's";
    clock_fast: "比服务器快 {time}", "{time} ahead of the server's";
    clock_slow: "比服务器慢 {time}", "{time} behind the server's";
    network: "网络", "Network";
    network_on: "手机说有网", "The phone says there is one";
    network_off: "手机说没有网", "The phone says there is none";
    worker: "离线打开", "Opens offline";
    worker_on: "已备好", "Ready";
    worker_off: "还没备好", "Not ready";
    backend: "服务器版本", "Server version";
}
