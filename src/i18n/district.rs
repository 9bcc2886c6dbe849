//! The words of the page of published figures: only a later module names them, so only that carries them.

super::words::table! {
    /// The words of one language about published figures, by key.
    DistrictWords by district:
    title: "各区公布的数字", "Published figures";
    year_source: "{year} 年。{source}", "{year}. {source}";
    lead: "范围不同的数字不能相加。“余”是比这个数多，“未公布”是没有公布，不是 0", "Figures of different scope don’t add up. “At least” is that many and more; “not published” is not 0";
    choose: "哪个区", "Which district";
    scope: "范围：{scope}", "Scope: {scope}";
    exactly: "{n} {measure}", "{n} {measure}";
    at_least: "{n} 余{measure}", "at least {n} {measure}";
    none: "未公布", "not published";
    derived: "推算的数字", "Derived figures";
    derived_lead: "这些没有公布，是用上面的数字除出来的", "These were not published: they are quotients of figures above";
    quotient: "{upper} ÷ {lower}", "{upper} ÷ {lower}";
    counted: "{name} {amount}", "{name} {amount}";
    not_had: "还没有取到，请联网后再打开一次", "Not fetched yet; please open this once while online";
    wrong: "数字的文件有错：{place}，请告诉办公室", "The file of figures has a mistake at {place}; please tell the office";
}
