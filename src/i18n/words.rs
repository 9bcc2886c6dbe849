//! The table: key, Chinese, English. The English of it comes in a module of its own.

use crate::domain::lang::Lang;
use std::sync::OnceLock;

/// A table of words: its type, the way to its languages where it carries both, and a line for each key.
macro_rules! table {
    ($(#[$doc:meta])* $Words:ident by $words:ident: $($lines:tt)*) => {
        $crate::i18n::words::table! { $(#[$doc])* $Words: $($lines)* }

        /// The words of a language.
        pub fn $words(lang: $crate::domain::lang::Lang) -> &'static $Words {
            match lang {
                $crate::domain::lang::Lang::ZhCn => &ZH_CN,
                $crate::domain::lang::Lang::En => &EN,
            }
        }
    };
    ($(#[$doc:meta])* $Words:ident: $($key:ident: $zh:literal, $en:literal;)*) => {
        $(#[$doc])*
        pub struct $Words {
            $(#[doc = $en] pub $key: &'static str,)*
        }

        static ZH_CN: $Words = $Words { $($key: $zh,)* };
        static EN: $Words = $Words { $($key: $en,)* };

        /// Key, Chinese and English of every entry, for checks.
        #[cfg(test)]
        pub fn entries() -> Vec<(&'static str, &'static str, &'static str)> {
            vec![$((stringify!($key), $zh, $en),)*]
        }
    };
}

pub(super) use table;

/// The English words, once they came.
static ENGLISH: OnceLock<&'static Words> = OnceLock::new();

fn english() -> Option<&'static Words> {
    // Without split modules nothing has to come.
    #[cfg(not(feature = "ui"))]
    english_came();
    ENGLISH.get().copied()
}

/// The words of a language. A language whose words are not here is never chosen ([`is_here`]).
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::ZhCn => &ZH_CN,
        Lang::En => english().unwrap_or(&ZH_CN),
    }
}

/// Whether the words of a language are here.
pub fn is_here(lang: Lang) -> bool {
    match lang {
        Lang::ZhCn => true,
        Lang::En => english().is_some(),
    }
}

/// The English words are here from now on. The one place that names them: the module of whoever calls this carries them.
pub fn english_came() {
    // Those that came first are the same.
    let _ = ENGLISH.set(&EN);
}

table! {
    /// The words of one language that the first form and its module need, by key.
    Words:
    app_name: "答卷", "Dajuan";
    page_title: "{page} · 答卷", "{page} · Dajuan";
    app_purpose: "委员履职，随手记下", "Your duty as a member, written down as you go";
    skip_to_content: "跳到正文", "Skip to content";
    tabs: "主要页面", "Main pages";
    tab_home: "首页", "Home";
    tab_events: "活动", "Events";
    tab_records: "记录", "Records";
    tab_year: "答卷", "My year";
    tab_me: "我的", "Me";
    cancel: "不了", "No, go back";
    undo: "撤回", "Undo";
    retry: "再试一次", "Try again";
    loading: "正在打开", "Opening";
    loading_slow: "打开得比平时慢，没有删掉任何东西。可以再等一会儿；一直打不开，就关掉别的答卷页面，再试一次", "Opening takes longer than usual; nothing was deleted. You can wait; if it never opens, close other pages of Dajuan and try again";
    module_failed: "这一页没取到，可能是网络不好", "This page could not be fetched; the network may be poor";
    dismiss: "知道了", "OK";

    today: "今天", "Today";
    log_one: "记一笔", "Log a duty";
    first_use: "读过一本书、走访过一户，都可以在这里记一笔。没有网络也能写，联网后自动发送", "Log what you did here. You can write without a network; it is sent once there is one";
    unsent: "{n} 条还没发出去，联网后自动发送", "{n} not sent yet; will be sent by itself once online";
    unsent_sign_in: "{n} 条还没发出去，登录后继续发送", "{n} not sent yet; sign in and sending goes on";
    unsent_upgrade: "{n} 条暂停发送：本页面版本旧了，请更新", "{n} paused: this page is out of date; please update";
    unsent_held: "{n} 条先不发，都在手机上", "{n} held for now, all on this phone";
    sign_in_again: "登录已过期，重新登录后继续发送。写好的内容都在", "Your sign-in has expired. Sign in again and sending goes on; everything you wrote is here";
    send_now: "立即发送", "Send now";
    send_on: "继续发送", "Go on sending";
    send_now_busy: "正在发送", "Sending";
    drafts: "没写完的", "Not finished";
    waiting_for_me: "要我处理的", "For me to deal with";
    waiting_to_go: "还没发出去的", "Not sent yet";
    latest: "最近收到的", "Lately received";
    all_records: "全部记录", "All records";
    untitled: "{kind}（还没有题目）", "{kind} (no title yet)";
    titled: "{kind}《{title}》", "{kind}: {title}";
    about: "{kind}：{title}", "{kind}: {title}";
    kind_other: "其他履职", "Another duty";
    log_kind: "记{kind}", "{kind}";
    last_logged: "上次记的：{day}，{title}", "Last logged: {day}, {title}";
    receipt_n: "回执 {receipt}", "Receipt {receipt}";
    draft_since: "{time}保存在本机", "Saved on this phone {time}";

    outbox: "待发送", "Outbox";
    overdue: "有 {n} 条超过 3 天还没发出去。内容都在本机，请联网；也可以先导出一份", "{n} not sent for more than 3 days. Everything is here; please go online, or export a copy first";
    help: "帮助", "Help";
    check: "自检", "Check of this phone";

    sign_in: "登录", "Sign in";
    sign_in_elsewhere: "用单位账号登录", "Sign in with your organisation";
    sign_in_busy: "正在登录", "Signing in";
    identity: "委员号或邮箱", "Member number or e-mail";
    password: "密码", "Password";
    password_show: "显示密码", "Show password";
    keep: "在本机保持登录", "Stay signed in on this phone";
    keep_hint: "一般没有网络也能打开。能打开这部手机的人都看得到，只在自己的手机上选", "Usually opens without a network too. Whoever can open this phone can read it: choose it only on your own";
    keep_not_hint: "没发出去的内容锁在本机，您登录后才能看到", "What has not been sent stays locked on this phone until you sign in";
    shared: "这是公用的手机", "This phone is shared";
    no_keep: "本页面存不住内容（无痕模式、非安全地址或别的应用里）。请点右上角的三个点，选“在浏览器打开”。在这里写的只在这次打开期间有效，请联网后马上提交", "This page can't keep anything (private mode, an address that is not secure, or inside another app). Choose “Open in browser” in the menu. What you write here lasts for this visit only; please submit while online";
    others_unsent: "另一账号有 {n} 条待发送，须由本人登录", "Another account has {n} waiting; its owner must sign in";
    locked_unsent: "本机锁着 {n} 条没发出去的内容，登录后继续发送，新的也要登录后才能写", "{n} unsent items are locked on this phone. Sign in to send them and to write new ones";
    forgot: "首次使用，或忘记密码", "First time here, or password forgotten";
    fault_identity: "请填委员号或邮箱", "Please enter your member number or e-mail";
    fault_password: "请填密码", "Please enter your password";
    fault_wrong: "委员号或密码不对，请再看一看", "Member number or password is wrong; please look again";
    fault_too_many: "试的次数太多了，请过 {minutes} 分钟再试", "Too many tries; please wait {minutes} minutes";
    fault_no_answer: "连不上服务器，请看看网络，过一会儿再试", "Can't reach the server; please check the network and try again later";
    fault_busy: "服务器忙，请过一会儿再试", "The server is busy; please try again later";
    fault_stranger: "网络要求先登录（比如车站、宾馆的无线网）。请先打开别的网页完成登录", "The network wants a sign-in of its own first (a station or hotel Wi-Fi). Open another page and finish that first";
    fault_backend: "服务器的回答看不懂，请把这一行告诉办公室：{detail}", "The server's answer can't be understood. Please tell the office this line: {detail}";
    fault_start: "设置有错，现在用不了，请把下面这一行告诉办公室", "The settings have a mistake. Please tell the office the line below";

    set_password: "首次使用，或忘记密码", "First time here, or password forgotten";

    draft_saved: "草稿已保存 {time}", "Draft saved {time}";
    draft_saving: "正在保存", "Saving";
    draft_visit_only: "只在这次打开期间有效", "Lasts for this visit only";
    draft_full: "手机空间不够，文字已保存，照片没存住。请腾出空间再加一次", "The phone is full. The text is saved, the photo is not. Free some space and add it again";
    draft_text_full: "手机空间不够，没有存住。请先不要关掉本页，腾出空间后再试", "The phone is full and nothing was saved. Please keep this page open, free some space and try again";
    draft_denied: "手机不让本页面存东西，请马上联网提交，不要关掉本页", "The phone does not let this page store anything. Please go online and submit before you close it";
    draft_moved: "这份内容在别处改过，或账号在别处退出了，这次的改动没有存住。请记下改动，再打开一次", "This was changed elsewhere, or the account was signed out elsewhere; this change was not saved. Please note it down and open the page again";
    draft_not_fetched: "还没保存：网络不好，程序没有取全。有网时再写几个字就会保存", "Not saved yet: part of the app could not be fetched. Once there is a network, go on writing and it is saved";
    draft_not_found: "没有这份草稿，可能已经提交或删掉了", "There is no such draft; it may have been submitted or discarded";
    kind_unknown: "这一类本版本还不认识，请更新后再写", "This version does not know this kind yet; please update first";
    submit: "提交", "Submit";
    submit_hint: "没有网络也能提交，联网后自动发送", "You can submit without a network; it is sent once online";
    discard: "删掉这份草稿", "Discard this draft";
    discard_ask: "删掉这份草稿吗", "Discard this draft?";
    discard_go: "删掉", "Discard";
    errors_title: "还有 {n} 处要看一看", "Please look at: {n}";
    optional: "选填", "optional";
    counter: "{n} / {most} 字", "{n} of {most} characters";
    lately: "最近用过", "Used lately";
    like_body: "{day}已经记过《{title}》。还要再记一次吗", "{title} is logged for {day} already. Log it again?";
    choose: "请选择", "Choose";

    photos_camera: "拍照", "Take a photo";
    photos_album: "从相册选", "From the album";
    photos_count: "{n} / {most} 张", "{n} of {most}";
    photo_n: "第 {n} 张照片", "Photo {n}";
    photo_remove: "去掉第 {n} 张照片", "Remove photo {n}";
    photo_working: "正在处理照片", "Preparing the photo";
    photo_not_image: "这不是能用的照片", "This is not a photo that can be used";
    photo_too_many: "最多 {most} 张照片", "At most {most} photos";
    photo_not_kept: "照片没有存上，请再选一次", "The photo was not kept; please choose it again";
    photo_insecure: "这个地址不安全（不是 https），不能加照片", "This address is not secure (not https), so photos can't be added";
    photo_missing: "照片在服务器上，联网后可看", "The photo is on the server; it shows once online";

    rule_required: "请填{label}", "Please fill in: {label}";
    rule_choose: "请选{label}", "Please choose: {label}";
    rule_short: "至少 {n} 个字", "At least {n} characters";
    rule_long: "最多 {n} 个字", "At most {n} characters";
    rule_least: "至少 {n}", "At least {n}";
    rule_most: "最多 {n}", "At most {n}";
    rule_whole: "请填整数", "A whole number, please";
    rule_number: "请填数字", "A number, please";
    rule_choice: "请从给出的几项里选", "Please choose one of those given";
    rule_not_before: "不能早于{label}", "Not before: {label}";
    rule_not_after: "不能晚于{label}", "Not after: {label}";
    rule_not_below: "不能少于{label}", "No less than: {label}";
    rule_not_above: "不能多于{label}", "No more than: {label}";
    rule_day: "请填一个日期", "Please enter a date";
    rule_future: "日期还没到", "This date is still to come";
    rule_isbn: "书号不对，请对一对封底的数字；没有可以不填", "This ISBN does not add up; check the back cover, or leave it empty";
    rule_link: "链接要以 https:// 开头", "A link starts with https://";
    rule_items_least: "至少 {n} 项", "At least {n}";
    rule_items_most: "最多 {n} 项", "At most {n}";
    rule_other: "这一处不合要求", "This does not fit";

    state_draft: "草稿", "Draft";
    state_queued: "待发送", "Waiting to be sent";
    state_sending: "发送中", "Being sent";
    state_received: "已收到", "Received";
    state_reviewed: "已审核", "Reviewed";
    state_returned: "退回", "Returned";
    state_withdrawn: "已撤回", "Withdrawn";
    state_needs_fix: "需您处理", "Needs you";
    say_queued: "已保存，还没发出去，联网后自动发送", "Saved, not sent yet; will be sent by itself once online";
    say_sending: "正在发送", "Being sent now";
    say_retry: "还没发出去，试过 {n} 次，会自动再试", "Not sent yet (tries: {n}); will try again by itself";
    say_accepted: "服务器已接下，正在办", "The server took it and is working on it";
    say_received: "已收到，回执 {receipt}", "Received, receipt {receipt}";
    say_received_plain: "已收到", "Received";
    say_reviewed: "已审核，回执 {receipt}", "Reviewed, receipt {receipt}";
    say_reviewed_plain: "已审核", "Reviewed";
    say_returned: "办公室退回：{reason}", "Returned by the office: {reason}";
    say_withdrawn: "您已撤回：{reason}", "Withdrawn by you: {reason}";
    say_refused: "服务器没有收：{words}", "The server did not take it: {words}";
    say_too_large: "照片或附件太大，服务器没有收。请去掉或换小的", "A photo or file is too large for the server. Please remove it or choose a smaller one";
    say_photo_lost: "有照片或附件在本机丢了，请去掉后重新加", "A photo or file was lost on this phone. Please remove it and add it again";
    say_unsure: "不知道服务器收到没有。请看看记录里有没有这条，没有就再发一次", "It is not known whether this arrived. Please look for it in the records; if it is not there, send it again";
    say_conflict: "服务器上已有不同的内容：{words}", "The server holds something different: {words}";
    say_declined: "服务器答复：{words}", "The server's answer: {words}";
    say_full: "名额满了", "There is no place left";
    say_waiting: "在候补名单上", "On the waiting list";
    say_waitlisted: "候补第 {n} 位", "Number {n} on the waiting list";
    say_upgrade: "本页面版本旧了，更新后继续发送", "This page is out of date; sending goes on after an update";

    records: "记录", "Records";
    record_not_found: "没有找到这条记录", "This record was not found";

    me: "我的", "Me";
    elder_on: "长辈模式", "Larger and simpler";
    elder_off: "退出长辈模式", "Back to usual size";
    other_name: "English", "中文";
    other_tag: "en", "zh-CN";
    update_ready: "有新版本", "A new version is ready";
    update_go: "更新", "Update";

    not_found: "没有这个页面", "There is no such page";
    not_found_body: "地址可能抄错了", "The address may have been copied wrongly";
    go_home: "回首页", "Go home";
    unreadable: "有 {n} 条内容本机读不出来，没有删，请告诉办公室", "{n} items on this phone can't be read. They are not deleted; please tell the office";
}
