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
    worker_waits: "已备好，新版本等您更新", "Ready; a new version waits for you";
}
