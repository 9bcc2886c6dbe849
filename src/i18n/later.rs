//! The words that only the module of the later pages names: it alone carries them, and the first form loads without.

super::words::table! {
    /// The words of one language for the later pages, by key.
    LaterWords by later:
    record_day: "日期", "Date";
    record_photos: "照片", "Photos";
    log_what: "记什么", "What to log";
    log_often: "常记的", "Logged most";
    log_all: "全部", "All";
    log_search: "找一找", "Search";
    log_search_hint: "如：走访、提案", "e.g. visit, proposal";
    log_none: "没有找到，换个说法试试", "Nothing found; try another word";
    say_locked: "登录后继续发送", "Sending goes on once you sign in";
    withdraw_ask: "撤下后这一条不会发送，并从手机上删掉。要撤下吗", "It will not be sent and is deleted from this phone. Withdraw it?";
    withdraw: "撤下不发", "Withdraw";
    log_again: "再记一次", "Log this again";
    weekly: "每周都有", "Every week";
    weekly_lead: "往后每过一周是下面这些日子。选中的每天备好一份草稿，您看过再提交", "These are the days that follow week by week. Each one you choose gets a draft, which you look at before you submit it";
    weekly_days: "日子", "Days";
    weekly_logged: "已记过", "Logged already";
    weekly_draft: "已有草稿", "There is a draft";
    weekly_go: "备好 {n} 份草稿", "Make drafts: {n}";
    edit: "修改", "Edit";
    clash: "两边都改过的", "Changed on both sides";
    clash_lead: "下面的，您和办公室都改过。请每项选一个，再发送", "You and the office both changed what is below. Choose one of each, then send";
    clash_mine: "您写的", "What you wrote";
    clash_theirs: "对方改成的", "What the office made of it";
    clash_empty: "没有填", "Left empty";
    clash_photos: "照片 {n} 张", "Photos: {n}";
    clash_send: "按选好的发送", "Send what I chose";
    correct: "更正", "Correct it";
    correct_returned: "修改后再交", "Change it and send it again";
    retract: "撤回", "Take it back";
    retraction: "看正在撤回的", "Open what takes it back";
    correction: "看正在改的", "Open the correction";
    yes: "是", "Yes";
    no: "否", "No";
    and: "、", ", ";
    settings: "设置", "Settings";
    language: "语言 Language", "Language 语言";
    text_size: "字号", "Text size";
    space: "空间", "Space";
    version: "版本", "Version";
    record: "记录", "Record";

    year_n: "{year} 年", "{year}";
    year_choose: "年份", "Year";
    kind_choose: "类别", "Kind";
    month_choose: "月份", "Month";
    all_kinds: "全部类别", "All kinds";
    all_months: "全年", "Whole year";
    month_n: "{n} 月", "Month {n}";
    list_count: "共 {n} 条", "{n} in all";
    list_fresh: "更新于 {time}", "As of {time}";
    list_old: "没有连上，显示的是 {time} 的内容", "No connection; this is as of {time}";
    list_never: "还没有取到记录，联网后自动更新", "Nothing fetched yet; will update once online";
    list_busy: "正在更新", "Updating";
    list_odd: "有 {n} 条看不懂，没有显示", "{n} could not be understood and are not shown";
    list_empty: "这里还没有记录", "No records here yet";
    list_filtered_empty: "没有符合的记录", "No record matches";

    me_number: "委员号", "Member number";
    me_sector: "界别", "Sector";
    me_committee: "专委会", "Committee";
    me_villages: "联系村（社）", "Villages";
    own_name: "中文", "English";
    size_normal: "标准", "Normal";
    size_large: "大", "Large";
    size_largest: "特大", "Largest";
    on_this_phone: "本机", "This phone";
    storage: "存放", "Storage";
    storage_kept: "加密存在本机，保持登录", "Encrypted on this phone, staying signed in";
    storage_locked: "加密存在本机，关掉后要登录", "Encrypted on this phone; sign-in needed after closing";
    storage_visit: "存不住，只在这次打开期间有效", "Can't be kept; lasts for this visit only";
    space_told: "已用 {used}，还可用 {free}", "{used} used, {free} free";
    unsent_count: "没发出去", "Not sent";
    count_n: "{n} 条", "{n}";
    update_later: "写完再更新也不迟", "It can wait until you have finished";
    sign_out: "退出登录", "Sign out";
    sign_out_ask: "还有 {n} 条没发出去，怎么办", "{n} have not been sent. What shall be done?";
    sign_out_plain: "退出登录吗", "Sign out?";
    sign_out_send: "先发送，再退出", "Send first, then sign out";
    sign_out_keep: "锁在本机，下次登录再发", "Keep them locked here and send next time";
    sign_out_erase: "全部删掉再退出", "Delete them all and sign out";
    sign_out_erase_ask: "删掉后找不回来。真的删掉吗", "They can't be brought back. Really delete?";

    set_password_lead: "请向办公室要一个 8 位的一次性号码，再在这里设新密码", "Ask the office for a one-time code of 8 characters, then set a new password here";
    code: "一次性号码", "One-time code";
    new_password: "新密码（至少 10 位）", "New password (at least 10 characters)";
    set_password_go: "设好密码", "Set password";
    set_password_done: "密码已设好，请登录", "The password is set; please sign in";
    fault_code: "委员号或一次性号码不对，或号码已过期", "Member number or code is wrong, or the code has expired";
    fault_code_empty: "请填 8 位的一次性号码", "Please enter the code of 8 characters";
    fault_short_password: "密码至少 10 位", "At least 10 characters";

    passphrase: "本机口令", "Passphrase for this phone";
    passphrase_optional: "选填", "optional";
    passphrase_hint: "设了口令，没有网络时要先输对口令才打得开，捡到手机的人也看不到。至少 6 个数字或字；忘了就联网登录重设", "With one, the app opens without a network only after you type it, and whoever finds the phone can read nothing. At least 6 digits or letters; if you forget it, sign in online and set another";
    passphrase_short: "口令至少要 6 个数字或字", "At least 6 digits or letters, please";
    passphrase_lead: "本机的内容用口令锁着", "What is on this phone is locked with a passphrase";
    passphrase_count: "锁着 {n} 条没发出去的内容，打开后继续发送", "{n} unsent items are locked; sending goes on once it is open";
    passphrase_empty: "请输入本机口令", "Please enter the passphrase for this phone";
    passphrase_wrong: "口令不对，请再试一次。内容都在，没有删", "That is not the passphrase; please try again. Nothing was deleted";
    unlock: "打开", "Open";
    passphrase_forgot: "忘了口令，联网登录", "Forgot it: sign in online";
    passphrase_forgot_hint: "联网登录后可以另设口令，原来的内容一般都能看到。有的单位帮不了您打开，那样锁着的内容就看不了了，但不会自己删掉，删不删由您决定", "Signed in online you can set another one, and as a rule everything can be read again. Some bodies can't open it for you: then what is locked can't be read any more, but it is deleted only if you decide so";
    storage_passphrase: "加密存在本机，打开要口令", "Encrypted on this phone; opens with the passphrase";
}
