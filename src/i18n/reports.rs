//! The words that ask whether faults of the app may be reported.

super::words::table! {
    /// The words of one language about reports of faults, by key.
    ReportsWords by reports:
    title: "出错报告", "Fault reports";
    on: "程序出错时，告诉维护的人", "When the program fails, tell those who look after it";
    what: "发给 {host}：程序的版本、浏览器是哪一种、哪一天、在哪一页、程序的哪一处出错、几次。不发您写的内容、姓名、委员号和登录信息。平时关着，随时可以关", "Sent to {host}: the app's version, the kind of browser, the day, which page, which place in the program failed, and how often. Never what you wrote, your name, your member number or your sign-in. It is off at first, and you can switch it off at any time";
}
