//! The words of 长辈模式 that the first module does without.

super::words::table! {
    /// The words of one language, by key.
    ElderWords by elder:
    read: "读给我听", "Read it to me";
    hush: "不读了", "Stop reading";
    place: "第 {n} 题，共 {m} 题", "Question {n} of {m}";
    back: "上一步", "Back";
    next: "下一步", "Next";
    skip: "其余的不填了", "Leave out the rest";
    end: "请读一遍，没有错就提交", "Please read it through; if all is right, submit it";
    change: "改", "Change";
    change_what: "改{label}", "Change: {label}";
    open: "还没有填", "Not filled in";
}
