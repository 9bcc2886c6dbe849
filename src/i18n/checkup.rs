//! The words of the self-check for integrators.

super::words::table! {
    /// The words of one language about the way to the backend, by key.
    CheckupWords by checkup:
    sample: "自检", "Self-check";
    title: "连接检查", "Connection check";
    lead: "给接后台的人用：按 config.json 说的办法，用您现在的登录，把一条测试记录（{kind}）存到后台，读回来比对，再发一次，改动，撤回。后台没有撤回的，这条记录会留下，请用测试账号", "For whoever connects a backend: by what config.json says and with your sign-in of now, a test record ({kind}) is sent, read back and compared, sent again, changed and withdrawn. Where the backend takes no withdrawals it stays: use a test account";
    no_kind: "没有一种表单能自动填好，不能检查", "No form takes what can be made up: nothing can be checked";
    start: "开始检查", "Start";
    again: "再检查一遍", "Check again";
    running: "正在检查", "Checking";
    all_well: "检查完了，没有发现不对的地方", "Done; nothing is wrong";
    some_wrong: "检查完了，{n} 步不对", "Done; {n} step is wrong|Done; {n} steps are wrong";

    me: "看是谁登录的", "Who is signed in";
    create: "存一条记录", "Send a record";
    read_back: "读回来比对", "Read it back and compare";
    filter: "按年份查，别的年份不该有它", "Ask for another year: it must not be there";
    replay: "同一条再发一次", "Send the same again";
    update: "改动它", "Change it";
    stale: "拿旧的再改一次，应当不收", "Change it from an old version: must be refused";
    withdraw: "撤回它", "Withdraw it";
    lost: "用假的登录去看，应当不给", "Ask with a sign-in that is none: must be refused";

    well: "没问题", "Good";
    wrong: "不对", "Wrong";
    left_out: "跳过", "Left out";
    look: "留意", "Note";

    no_answer: "没有收到回答", "No answer came";
    stranger: "收到的回答不是配置里说的样子：看 success 和 rules", "The answer is not as the profile says: see success and rules";
    refused: "后台没有收：{words}", "The backend refused it: {words}";
    refused_field: "{field}：{words}", "{field}: {words}";
    busy: "后台说现在忙", "The backend says that it is busy";
    sign_in_lost: "后台说没有登录", "The backend says that nobody is signed in";
    accepted: "后台收下了，还没有定", "The backend took it and has not decided";
    unexpected: "这个回答在这一步用不上：看 rules", "This answer is of no use in this step: see rules";
    not_listed: "当年的列表里没有它：看查询条件和 record 的指针", "The list of its year does not have it: see the query and the pointers of record";
    not_found: "用 find 找不到它，或看不懂找到的", "find does not find it, or what it finds can't be understood";
    dropped: "“{field}”存下后没有了", "“{field}” was sent and is not there";
    changed: "“{field}”存下后变了：发出“{sent}”，读回“{got}”", "“{field}” is not as it was sent: sent “{sent}”, read “{got}”";
    filter_ignored: "查去年，今年这条也在里面：后台没有理会查询条件", "Asked for last year, this year’s record is there too: the backend ignores the query";
    doubled: "存成了 {n} 条，配置却说同一个键只有一条：uniqueness 要改成 lookup 或 none", "Stored {n} times, and the profile says once: make uniqueness lookup or none";
    doubled_as_said: "存成了 {n} 条，和配置说的一样：应用会先找再发，或者问本人", "Stored {n} times, as the profile says: the app looks before it sends again, or asks the member";
    not_changed: "说是改了，读回来还是老样子", "It says that it was changed, and it was not";
    stale_taken: "拿旧版本去改，后台也收了：别人的改动会被盖掉。看 If-Match 一类的请求头，或不要用 {version}", "A change from an old version was taken, and would undo what others changed: see headers such as If-Match, or leave {version} out";
    not_withdrawn: "撤回以后，列表里还不是已撤回", "It was withdrawn and is not listed so";
    anybody: "假的登录也能知道是谁：me 没有核对登录", "A sign-in that is none is told who it is: me checks nothing";
    anybody_reads: "假的登录也能读到记录：后台没有核对登录", "A sign-in that is none reads records: the backend checks nothing";
    lost_as_empty: "登录失效时列表是空的，不报错：lost_as 里要写上 empty_list", "A lost sign-in looks like an empty list: put empty_list into lost_as";
    lost_as_refusal: "登录失效时像是拒绝：lost_as 里要写上 bare_refusal，或加一条 rules", "A lost sign-in looks like a refusal: put bare_refusal into lost_as, or add a rule";
    not_described: "配置里没有，不检查", "Not described, not checked";
    not_here: "登录在浏览器的 cookie 里，这里不能试假的", "The sign-in is in a cookie, which can’t be spoiled here";
    left: "这条测试记录留在后台，键是 {key}", "The test record stays, under the key {key}";
    place: "要改的地方：{place}", "What to change: {place}";

    offline: "手机没有网络", "The phone has no network";
    nothing: "那里没有回答：地址不对，后台没有开，或证书不被信任", "Nothing answers there: another address, a backend that is down, or a certificate that is not trusted";
    hidden: "那里有回答，浏览器不让这个网站看（CORS）。后台要准许来源 {origin}、上面的方法和请求头", "Something answers, and the browser does not let this site read it (CORS). The backend must allow the origin {origin}, the method and the headers above";

    sent: "发出", "Sent";
    came: "收到", "Came back";
    by_rule: "按 {rule} 算作 {outcome}", "By {rule}: {outcome}";
    by_status: "没有规则提到，按状态码算作 {outcome}", "No rule speaks of it; by its status: {outcome}";
    copy: "复制报告", "Copy the report";
    no_secrets: "报告里没有登录凭证和密码", "The report has no sign-in and no password";
}
