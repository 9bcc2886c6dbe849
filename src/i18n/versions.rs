//! The words about what a draft said before.

super::words::table! {
    /// The words of one language about former versions, by key.
    VersionsWords by versions:
    title: "以前的版本", "Earlier versions";
    hint: "写的时候，每隔一会儿自动留一版，只存在这部手机上，提交后就没有了。照片不算在内", "While you write, a version is kept every now and then, on this phone only; they go once you submit. Photos are not part of them";
    none: "还没有。写了一会儿以后会自动留下", "None yet. They are kept by themselves as you write";
    one: "{time} · {n} 字", "{time} · {n} letters";
    of: "{time} 的版本", "The version of {time}";
    loading: "正在打开", "Opening";
    unreadable: "这一版读不出来了", "This version can’t be read any more";
    legend: "划掉的是后来删去的，有底色的是后来添上的", "Struck through: taken out since. On a tint: added since";
    taken: "删去：", "Taken out: ";
    added: "添上：", "Added: ";
    end: "（完）", " (end) ";
    same: "和现在写的一样", "The same as what stands now";
    other: "“{label}”和现在不一样", "“{label}” is other than now";
    more: "后面还有 {n} 处不一样，没有列出来", "{n} more differences are not listed";
    restore: "恢复这一版", "Put this version back";
    restore_hint: "恢复以后，现在写的也会留作一版，不会丢", "What stands now is kept as a version too; nothing is lost";
    restoring: "正在恢复", "Putting it back";
    back: "看其他版本", "Other versions";
    close: "关闭", "Close";
}
