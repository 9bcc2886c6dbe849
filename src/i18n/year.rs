//! The words of the yearly answer sheet: only its own page names them.

super::words::table! {
    /// The words of one language about a member's year, by key.
    YearWords by year:
    title: "履职答卷", "My answer sheet";
    title_n: "{year} 年答卷", "{year} answer sheet";
    year_n: "{year} 年", "{year}";
    choose_year: "年份", "Year";
    records_never: "还没有取到这一年的记录，联网后自动更新", "The records of this year have not been fetched yet; will update once online";
    events_never: "这一年的活动还没有取到，没有计入", "The events of this year have not been fetched yet and are not counted";
    waiting: "含待发送 {n} 条，未计入", "{n} waiting to be sent, not counted";
    returned: "办公室退回 {n} 条，改好再交才计入", "{n} returned by the office; they count once corrected and sent again";
    see_returned: "看记录", "Records";
    empty_now: "这一年还没有记录。办完一件事就记一笔，这里会把它算进来", "Nothing is recorded for this year yet. Log what you have done and it is counted here";
    empty_past: "这一年没有记录", "Nothing is recorded for this year";

    duties: "做了什么", "What I did";
    kind: "类别", "Kind";
    last_year: "上一年", "Year before";
    measure_event: "次", "attended";
    count: "{n} {measure}", "{n} {measure}";
    of_target: "{n} / {target} {measure}", "{n} of {target} {measure}";
    none: "没有", "none";
    unknown: "未取到", "not fetched";
    people: "{label} {n} {unit}", "{label}: {n} {unit}";
    person_times: "人次", "person-times";
    persons: "人", "persons";
    items: "项", "in all";
    told_now: "{name} {count}", "{name}: {count}";
    told_before: "{name} {count}，上一年 {before}", "{name}: {count}, year before: {before}";
    semicolon: "；", "; ";
    rings_name: "同心圆，从外到里：{told}", "Rings, from the outside in: {told}";
    rings_before: "圈从外到里，顺序和下表一样。走满一圈就是上一年的数，超过的在圈顶有一个点", "The rings stand in the order of the table, from the outside in. A full ring is the number of the year before; a dot at its top means more";
    rings_most: "圈从外到里，顺序和下表一样。走满的一圈是今年最多的一类", "The rings stand in the order of the table, from the outside in. The full ring is what was done most this year";
    rings_target: "圈从外到里，顺序和下表一样。走满一圈就是做够了要求的数，超过的在圈顶有一个点", "The rings stand in the order of the table, from the outside in. A full ring is what is asked for; a dot at its top means more";

    months: "每个月", "By month";
    month: "月份", "Month";
    months_told: "共 {n} 项，最多的是{month}，{most} 项", "{n} in all; most in {month}: {most}";
    same_day: "上一年到同一天是 {n} 项", "Up to the same day of the year before: {n}";
    whole_before: "上一年全年 {n} 项", "Whole year before: {n}";
    before_lines: "横线是上一年", "the lines are the year before";
    days: "每一天", "By day";
    day: "日期", "Day";
    days_told: "有 {n} 天做了事；方块越大，那天做得越多", "{n} days with something done; the larger the square, the more on that day";
    weekdays_down: "每列一周，从周一到周日", "each column is a week, Monday at the top";
    item_n: "{n} 项", "{n}";
    table_show: "看表格", "Show as a table";
    table_hide: "收起表格", "Hide the table";
    table_of: "{act}：{of}", "{act}: {of}";

    six: "六个一", "The six ones";
    six_lead: "一村（社）一委员，每年每样做一次", "One member, one village: each of these once a year";
    six_done: "{n} / 6", "{n} of 6";
    six_missing: "还差一次{kind}", "{kind} is still missing";
    six_go: "去记", "Log it";
    six_has: "已有 {n} 次", "done, {n}";
    policy_talk: "政策宣讲", "Policy talk";
    concern: "民情收集", "Residents' concern";
    research: "调查研究", "Research visit";
    mediation: "矛盾化解", "Mediation";
    micro_consultation: "小微协商", "Micro-consultation";
    charity: "公益活动", "Public-benefit activity";
}
