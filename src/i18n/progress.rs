//! The words about what happens to a record after it arrived.

super::words::table! {
    /// The words of one language about progress, by key.
    ProgressWords by progress:
    title: "进展", "Progress";
    now: "现在到这一步", "Now here";
    news: "有新的进展", "Something new";
    unit: "承办：{unit}", "With: {unit}";
    your_turn: "请您回复", "Please answer";
    goes_on: "点一下写回复，提交以后不能改。", "Press one to write your answer; once submitted it can’t be changed.";
    blind: "双方都评完以前，谁也看不到对方的评分。", "Until both have rated, neither sees the other’s rating.";
    rate: "去评分", "Rate it";
    mine: "您的评分：{score}", "Your rating: {score}";
    theirs: "对方的评分：{score}", "Their rating: {score}";
    theirs_later: "对方的评分：双方都评完以后公开", "Their rating: shown once both have rated";
    score: "{score} 分", "{score}";
    score_band: "{score} 分，{band}", "{score}, {band}";
    excellent: "优秀", "excellent";
    good: "良好", "good";
    fair: "一般", "fair";
    about: "{title}：{step}", "{title}: {step}";
}
