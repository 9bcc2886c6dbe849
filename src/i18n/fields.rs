//! The words of controls that only some forms have: the module that draws them carries them.

super::words::table! {
    /// The words of one language, by key.
    FieldWords by fields:
    list_none: "没有找到，换个字试试", "Nothing found; try other letters";
    list_none_other: "没有找到，可以照您写的用", "Nothing found; what you typed will do";
    list_more: "还有 {n} 个，再写几个字就能找到", "{n} more; type on to find them";
    computed: "自动算出，不用填", "Worked out by itself";
    computed_open: "填好上面的就会算出", "Comes once the fields above are filled in";
    row_n: "{label} 第 {n} 项", "{label}, number {n}";
    row_add: "加一项：{label}", "Add: {label}";
    row_none: "还没有加", "None yet";
    row_full: "最多 {n} 项，已经加满", "{n} at most; no more can be added";
    row_away: "去掉第 {n} 项", "Remove number {n}";
    row_away_ask: "去掉后这一项写的就没有了。要去掉吗", "What is written in it will be gone. Remove it?";
    row_away_go: "去掉", "Remove";
    row_up: "第 {n} 项往前移", "Move number {n} up";
    row_down: "第 {n} 项往后移", "Move number {n} down";
    row_added: "加了第 {n} 项", "Number {n} added";
    row_removed: "去掉了第 {n} 项", "Number {n} removed";
    row_moved: "移到了第 {n} 项", "Moved to number {n}";
    row_blank: "这一项还空着，请填写或去掉", "This one is empty; please fill it in or remove it";
    carried: "这份草稿是用旧表写的，已经搬到新表里。没有删掉任何内容", "This draft was written in an older form and was moved into the new one. Nothing was deleted";
    carried_new: "新表多了：{label}", "New in this form: {label}";
    carried_left: "新表放不下的内容，提交时不会带上，可以抄下来", "What the new form has no place for is not submitted; you can copy it";
    carried_of: "原来的：{label}", "Formerly: {label}";
    carried_gone: "已取消的一项", "A field that was taken out";
    no_photos: "您单位的系统收不了照片和文件，请另外交给办公室", "This body's system takes no photos or files; please hand them to the office";
    locate: "填上现在的位置", "Fill in where I am now";
    locate_looking: "正在找位置，手机可能会问您能不能用", "Looking; the phone may ask whether it may tell";
    locate_done: "填上了，误差约 {n} 米，可以再改", "Filled in, to within {n} m; you can still change it";
    locate_refused: "手机没有准许本页面用位置。可以自己写，或在手机设置里准许后再按一次", "The phone does not let this page know where it is. Write it yourself, or allow it in the settings and press again";
    locate_unknown: "手机现在说不出在哪里，可以自己写", "The phone can't tell where it is now; please write it yourself";
    locate_late: "等了很久没有找到位置，请到窗边或室外再按一次，也可以自己写", "The place was not found in time. Press again near a window or outside, or write it yourself";
    like_title: "是不是记过了", "Logged already?";
    like_again: "再记一次", "Log it again";
    like_stop: "不用了，回去看看", "No, let me look";
    read_back: "交之前，请再读一遍", "Please read it once more before it goes";
    read_back_photos: "照片", "Photos";
    read_back_change: "修改", "Change it";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    copy_by_hand: "没有复制成，请长按选中后复制", "Could not be copied; please press and hold to select it";
}
