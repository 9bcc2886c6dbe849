//! The words of the check of this phone that speak of versions and of the backend.

super::words::table! {
    /// The words of one language about which versions run and how the backend is, by key.
    HealthWords by health:
    build: "{version}（{id}）", "{version} ({id})";
    live: "网站上的版本", "Version on the site";
    live_same: "就是这一版", "The same";
    live_other: "{build}。关掉所有窗口再打开，就换成它", "{build}. Close every window and open the app again to get it";
    profile: "接法", "Profile";
    profile_told: "{name}，写在 {file}", "{name}, from {file}";
    address: "服务器地址", "Server address";
    reach: "服务器现在", "The server now";
    reach_well: "有回答，正常", "Answers; it is well";
    reach_no_question: "接法里没写怎么问它", "The profile has no question for that (health)";
    reach_no_profile: "接法的文件没有取到", "The profile could not be fetched";
    reach_silent: "没有回答", "No answer";
    reach_busy: "说现在忙不过来", "Says that it can't now";
    reach_refused: "有回答，但不接受这样问", "Answers, and refuses the question";
    reach_stranger: "有回答，但不像是这个服务器：可能是上网登录页，也可能接法写错了", "Something answers that is not this server: the network's sign-in page, or a mistake in the profile";
    good: "上次正常的回答", "Last good answer";
    browser: "浏览器", "Browser";
    browser_told: "{name}，{able}", "{name}; {able}";
    browser_able: "要用到的都有", "it can do all that is needed";
    browser_lacks: "缺：{what}", "it lacks: {what}";
    lacks_worker: "离线打开", "opening offline";
    lacks_store: "本机存放", "storage";
    lacks_cipher: "加密", "encryption";
    lacks_clipboard: "复制", "copying";
    lacks_download: "存文件", "saving files";
    ways: "这个浏览器办不到的，可以这样办", "What this browser can't do, and what to do instead";
    way_worker: "没有网络时，这里打不开答卷。请趁有网提交；想没有网络也能打开，就换手机自带的浏览器", "Without a network the app does not open here. Submit while online; the phone's own browser opens it without";
    way_store: "这里存不住您写的内容，关掉就没有了。请联网后马上提交；来不及的，到“待发送”点“复制文字”，发给自己留着", "Nothing that you write is kept here once the page is closed. Submit while online, or choose “Copy as text” in the outbox and keep that";
    way_cipher: "这个地址不安全（不是 https），不能加照片，也不能存在本机。请问办公室要 https 开头的网址", "This address is not secure (not https): no photos, and nothing is kept. Ask the office for the address that begins with https";
    way_clipboard: "点“复制”以后文字会全部选中，请按住它，再点“复制”", "After a press on Copy the text is selected: press and hold it, then choose Copy";
    way_download: "存不了文件。导出给出的是文字，请复制；图片请长按，选“保存图片”；日历请用“复制文字”", "Files can't be saved. An export gives text to copy; press and hold a picture to save it; copy an event as text";
    elsewhere: "最省事的办法：点右上角的三个点，选“在浏览器打开”。没有这一项，就复制下面的网址，贴到手机自带的浏览器里", "The simplest way: choose “Open in browser” in the menu. If there is none, copy the address below into the phone's own browser";
    here_copy: "复制网址", "Copy the address";
    here_label: "网址", "Address";
    worker_waits: "已备好，新版本等您更新", "Ready; a new version waits for you";
}
