//! The words of the page about privacy and of the notice at the first sign-in.

super::words::table! {
    /// The words of one language about privacy, by key.
    PrivacyWords by privacy:
    title: "我的信息", "My information";
    notice: "您的信息怎么保管", "How your information is kept";
    notice_phone: "您写的内容、照片和登录，加密存在这部手机的浏览器里。草稿只有您看得到", "What you write, your photos and your sign-in are kept encrypted in this phone’s browser. Drafts are for your eyes alone";
    notice_office: "您按了“提交”，才发给您单位的服务器，由办公室查看、审核和计分", "Only what you submit goes to your body’s server, where the office reads it, reviews it and counts it";
    notice_rights: "您随时可以看有谁看过、导出一份，或者从这部手机上全部删掉。都在“我的”里的“我的信息”", "At any time you can see who looked, export a copy, or erase everything from this phone: in Me, under My information";
    notice_go: "知道了", "OK";
    notice_skip: "知道了，直接开始", "OK, start right away";
    notice_more: "看详细的", "Read more";

    here: "这部手机上", "On this phone";
    drafts: "没写完的", "Not finished";
    unsent: "没发出去", "Not sent";
    years: "今年收到的记录", "Received this year";
    years_n: "{n} 条的副本", "Copies of {n}";
    nobody: "现在没有人登录", "Nobody is signed in now";

    kept: "记了什么，放多久", "What is kept, and for how long";
    written: "您写的", "What you write";
    written_told: "草稿和照片存在这部手机上，加密，到您提交、删掉或退出时选“全部删掉”为止。草稿以前的版本也是", "Drafts and photos stay on this phone, encrypted, until you submit them, discard them, or sign out with everything deleted. So do earlier versions of drafts";
    submitted: "您提交的", "What you submit";
    submitted_told: "发给您单位的服务器，放多久由您单位定。手机上留一份副本，没有网络时也能看", "Goes to your body’s server; how long it stays there is your body’s rule. A copy stays on this phone so that you can read it without a network";
    signed: "登录", "Your sign-in";
    signed_told: "选了“在本机保持登录”才留在这部手机上，退出时删掉。密码从来不存", "Stays on this phone only if you chose to stay signed in, and goes when you sign out. The password is never kept";
    settings: "设置", "Settings";
    settings_told: "语言、字号、是不是公用的手机。不带您的名字，谁都可以改", "Language, text size, whether the phone is shared. They bear no name, and anybody can change them";
    never: "不做的事", "What is never done";
    never_told: "不看通讯录，不跟踪位置，不放广告，不给别的公司。照片里的位置和相机信息在手机上就去掉了。表里要填地点时，您按了才问手机", "No contacts, no tracking of places, no advertising, nothing to other companies. Place and camera data are taken out of photos on the phone. Where a form asks for a place, the phone is asked only when you press";
    readers: "谁看得到", "Who can read it";
    readers_told: "没提交的：只有您。提交的：您单位的办公室；提案请人附议时，被请的委员看得到提案。别的委员看不到", "What is not submitted: you alone. What is: your body’s office, and for a proposal the members whom you ask to co-sign it. No other member";

    looks: "办公室谁看过", "Who of the office looked";
    looks_lead: "每人每样每天记一行，最近的在上面，放两年", "One line a day for each person and thing, the newest first, kept for two years";
    looks_none: "还没有人看过", "Nobody has looked yet";
    looks_absent: "您单位的服务器不记谁看过。想知道，请问办公室", "Your body’s server does not note who looked. Please ask the office";
    looks_failed: "没有连上，联网后再看", "No connection; look again once online";
    looks_again: "再看一次", "Look again";
    looks_more: "显示全部 {n} 行", "Show all {n} lines";
    look_once: "{by} · {time}", "{by} · {time}";
    look_times: "{by} · {time}，当天 {n} 次", "{by} · {time}, {n} times that day";
    somebody: "办公室", "The office";
    seen_record: "打开了一条记录", "Opened a record";
    seen_record_of: "打开了{name}", "Opened {name}";
    seen_records: "看了含您记录的名单", "Looked at a list with records of yours";
    seen_photo: "看了照片或附件", "Looked at a photo or a file";
    seen_personal: "看了您的姓名、界别等资料", "Looked at your name, sector and the like";
    seen_points: "看了您的年度得分", "Looked at your points of a year";
    seen_events: "看了您的报名、请假或签到", "Looked at your sign-ups, leaves or attendance";
    seen_export: "导出了全体委员的一年", "Took out a year of all members as a file";
    seen_other: "看了您的资料", "Looked at something of yours";

    take: "拿走一份", "Take a copy";
    take_told: "收到的记录、活动、得分和没发出去的，做成表格或数据文件", "Records received, events, points and what was not sent, as a table or as data";
    take_go: "导出我的全部", "Export everything of mine";
    erase: "从这部手机上删掉", "Erase from this phone";
    erase_told: "删掉这部手机上您的一切：草稿、照片、副本、登录。服务器已经收到的不受影响，再登录还看得到", "Everything of yours on this phone goes: drafts, photos, copies, your sign-in. What the server received stays there, and is back when you sign in again";
    erase_go: "删掉我的全部", "Erase everything of mine";
    erase_ask: "从这部手机上删掉您的一切吗", "Erase everything of yours from this phone?";
    erase_lost: "还没发出去的会丢，找不回来：", "What was not sent will be lost for good:";
    erase_nothing: "没有等着发送的，也没有没写完的。什么都不会丢", "Nothing waits to be sent and nothing is unfinished. Nothing will be lost";
    erase_more: "还有 {n} 条", "and {n} more";
    erase_sealed: "本机读不出来的 {n} 条", "{n} that can’t be read on this phone";
    erase_export: "先导出没发出去的", "Export what was not sent first";
    law: "向单位要求更正、删除服务器上的内容，请找办公室", "To have something on the server corrected or deleted, please turn to the office";
}
