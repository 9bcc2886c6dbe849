//! The words of a table of sheets, and of what is wrong in a rules file or an export. The command `score` says them.

use crate::domain::lang::Lang;

/// Key, Chinese, English.
type Entry = (&'static str, &'static str, &'static str);

const ENTRIES: &[Entry] = &[
    ("member", "委员号", "Member"),
    ("name", "姓名", "Name"),
    ("year", "年度", "Year"),
    ("line", "行", "Line"),
    ("category", "类别", "Category"),
    ("rule", "规则", "Rule"),
    ("rule_id", "规则编号", "Rule id"),
    ("version", "规则版本", "Rules version"),
    ("source", "来源", "Source"),
    ("kind", "种类", "Kind"),
    ("deed", "记录或活动编号", "Record or event"),
    ("day", "日期", "Day"),
    ("units", "数量", "Units"),
    ("each", "每项分", "Points each"),
    ("factors", "系数", "Factors"),
    ("before", "扣减前", "Before cuts"),
    ("cuts", "扣减", "Cuts"),
    ("points", "得分", "Points"),
    ("row", "明细", "Row"),
    ("correction", "年度关账后更正", "Corrected after closing"),
    ("sum", "小计", "Category"),
    ("total", "总分", "Total"),
    ("grade", "等次", "Grade"),
    ("owed", "还差", "Still owed"),
    ("record", "记录", "Record"),
    ("event", "活动", "Event"),
    ("cosigned", "附议", "Co-signed"),
    ("base", "基础分", "Base"),
    ("share", "按比例", "Share"),
    ("met", "任务完成", "Duties met"),
    ("owing", "任务未完成", "Duty owed"),
    ("floor", "保底", "Floor"),
    ("from_nth", "还没到起算次数", "Before the first that counts"),
    ("first", "超过计分次数", "Past the last that counts"),
    ("best", "只计最高的几次", "Not among the best"),
    ("alternative", "同一事项只计最高分", "A higher score counts"),
    ("most_deed", "单次上限", "Cap of one"),
    ("most_rule", "本项上限", "Cap of the rule"),
    ("most_category", "本类上限", "Cap of the category"),
    ("most_total", "总分上限", "Cap of the total"),
    ("least_deed", "单次下限", "Floor of one"),
    ("least_rule", "本项下限", "Floor of the rule"),
    ("least_category", "本类下限", "Floor of the category"),
    ("least_total", "总分下限", "Floor of the total"),
    (
        "usage",
        "用法：score 规则.json 导出.json [--csv] [--lang zh-CN|en]",
        "Usage: score rules.json export.json [--csv] [--lang zh-CN|en]",
    ),
    (
        "cant_read",
        "打不开文件 {file}：{why}",
        "Can't read the file {file}: {why}",
    ),
    (
        "cant_write",
        "结果写不出来：{why}",
        "Can't write the result: {why}",
    ),
    (
        "rules_wrong",
        "规则文件 {file} 有 {n} 处要改：",
        "The rules file {file} has {n} mistakes:",
    ),
    (
        "export_wrong",
        "导出文件 {file} 读不懂：{why}",
        "The export {file} can't be read: {why}",
    ),
    (
        "no_edition",
        "委员 {member}：规则里没有 {year} 年的版本",
        "Member {member}: the rules have no edition for {year}",
    ),
    (
        "out_of_fuel",
        "委员 {member}：规则太复杂，算到一半停下了",
        "Member {member}: the rules are too complex, scoring was stopped",
    ),
    (
        "too_large",
        "委员 {member}：规则 {rule} 算出的数太大",
        "Member {member}: rule {rule} gives too large a number",
    ),
    ("whole", "整个文件", "the whole file"),
    (
        "p_too_long",
        "文件超过 1 MB，请删短",
        "longer than 1 MB; make it shorter",
    ),
    (
        "p_not_json",
        "第 {line} 行第 {column} 列附近不是正确的 JSON，请检查逗号、引号和括号",
        "no JSON near line {line}, column {column}; check commas, quotes and brackets",
    ),
    (
        "p_twice",
        "到第 {line} 行第 {column} 列为止，有一个词写了两次，请只留一个",
        "up to line {line}, column {column} a key stands twice; keep one",
    ),
    (
        "p_newer",
        "这个格式是更新的程序写的，请更新程序",
        "a newer format; update this program",
    ),
    (
        "p_missing",
        "缺少 {key}，请补上",
        "{key} is missing; add it",
    ),
    (
        "p_one_of",
        "这几个里要有一个，也只能有一个：{keys}",
        "exactly one of these must stand here: {keys}",
    ),
    (
        "p_unknown",
        "这里没有这个词，请删掉或改成 docs/rules.md 里的写法",
        "no such key here; take it out or write it as docs/rules.md does",
    ),
    (
        "p_repeated",
        "和前面的重复了，请换一个",
        "stands here a second time; write another",
    ),
    (
        "p_not_in",
        "本版本的 {list} 里没有它，请补上或改名",
        "is not in {list} of this edition; add it there or write another",
    ),
    ("p_too_many", "最多 {n} 个", "at most {n}"),
    (
        "p_backwards",
        "上限小于下限，或结束早于开始，请对调",
        "the end is before the start, or the most below the least; exchange them",
    ),
    (
        "p_overlap",
        "和另一个版本的日期重叠，请让前一个版本在前一天结束",
        "another edition holds on some of these days; end the earlier one on the day before",
    ),
    ("p_wrong", "这里要写{want}", "{want} must stand here"),
    ("w_object", "{…}", "{…}"),
    ("w_list", "[…]，不能空", "[…], not empty"),
    (
        "w_text",
        "文字，1 到 500 个字",
        "a text of 1 to 500 characters",
    ),
    (
        "w_name",
        "小写字母、数字、_ 或 -，1 到 64 个",
        "1 to 64 of a–z, 0–9, _ and -",
    ),
    ("w_count", "1 以上的整数", "a whole number from 1 on"),
    (
        "w_number",
        "数字，最多三位小数",
        "a number of at most three decimal places",
    ),
    (
        "w_positive",
        "0 以上的数字，最多三位小数",
        "a number from 0 on, of at most three decimal places",
    ),
    ("w_flag", "true 或 false", "true or false"),
    ("w_day", "日期，如 2026-01-31", "a day like 2026-01-31"),
    (
        "w_condition",
        "文字、数字、true、false、它们的列表，或 least/most、not、there",
        "a text, a number, true, false, a list of these, or least/most, not, there",
    ),
    (
        "w_value",
        "文字、数字、true 或 false",
        "a text, a number, true or false",
    ),
    ("w_choice", "其中之一：{choices}", "one of {choices}"),
];

/// The word of a key; empty where there is none.
pub fn word(lang: Lang, key: &str) -> &'static str {
    let entry = ENTRIES.iter().find(|(name, _, _)| *name == key);
    entry.map_or("", |(_, zh, en)| match lang {
        Lang::ZhCn => zh,
        Lang::En => en,
    })
}

/// Every key with its words.
#[cfg(test)]
pub(super) fn entries() -> Vec<Entry> {
    ENTRIES.to_vec()
}
