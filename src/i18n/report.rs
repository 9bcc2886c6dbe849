//! The words of the annual report: only its own page names them.

super::words::table! {
    /// The words of one language about the annual report, by key.
    ReportWords by report:
    link: "履职报告", "Annual report";
    title: "{year} 年度履职报告", "Annual report {year}";
    colon: "{name}：", "{name}: ";
    name: "姓名", "Name";
    number: "委员编号", "Member no.";
    sector: "界别", "Sector";
    committee: "专委会", "Committee";
    year: "年度", "Year";
    as_of: "数据截至", "As of";
    not_read: "这一年的记录还没有取到，联网后再打开", "The records of this year have not been fetched yet; open this once online";
    nothing: "这一年没有记录，也没有参加过的活动", "No records and no attended events this year";
    list: "逐条明细", "Item by item";
    list_lead: "共 {n} 条，按日期", "{n} in all, by date";
    what: "做了什么", "What";
    state: "状态", "State";
    no_points: "—", "—";
    with_people: "{name}（{people}）", "{name} ({people})";
    came: "已参加", "attended";
    absent: "缺席", "absent";
    on_leave: "请假", "on leave";
    checked_in: "已签到", "checked in";
    signed_up: "已报名", "signed up";
    waiting: "候补", "on the waiting list";
    offered: "有名额，等您确认", "a seat is held for you";
    left: "没有参加", "did not take part";
    wish: "已提交，等确认", "handed in, to be confirmed";
    leave_asked: "请假待批", "leave asked for";
    called_off: "活动取消", "called off";
    points: "得分", "Points";
    whole_year: "全年", "The year";

    print: "打印或存为 PDF", "Print or save as PDF";
    print_opened: "打印窗口已经打开，选“存为 PDF”就得到一份文件", "The print window is open; choose “Save as PDF” there to get a file";
    print_not: "这里不能打印。请用“保存长图”，或点右上角的菜单，选“在浏览器打开”再打印", "Printing does not work here. Use “Save as picture”, or choose “Open in browser” in the menu and print there";
    picture: "保存长图", "Save as picture";
    picture_busy: "正在画", "Drawing";
    picture_hint: "长按图片，选“保存图片”；也可以点“存成文件”", "Press and hold the picture to save it, or choose “Save as file”";
    picture_failed: "这部手机画不出长图。请用“打印或存为 PDF”，或复制文字", "This phone can’t draw the picture. Print it, or copy the text";
    picture_file: "存成文件", "Save as file";
    picture_file_n: "存成文件，第 {n} 张", "Save as file, part {n}";
    part: "第 {n} 张，共 {of} 张", "Part {n} of {of}";
    copy: "复制文字", "Copy as text";
    copy_label: "报告的文字", "The report as text";
    export: "导出我的全部", "Export all that is mine";
    export_hint: "所有年份的记录、报名、请假、签到和得分，没发出去的也在里面并注明。照片只有编号", "Records, sign-ups, leaves, check-ins and points of all years; what was not sent yet is in it and marked. Of photos only their keys";
    export_has: "含 {years} 年", "Years in it: {years}";
    export_lacks: "{years} 年还没有取到，不在里面", "Not fetched, so not in it: {years}";
    export_table: "表格（CSV）", "Table (CSV)";
    export_points: "{year} 年得分明细（CSV）", "Points of {year} (CSV)";
    export_json: "全部数据（JSON）", "All data (JSON)";
    export_copy: "复制全部数据", "Copy all data";
    export_label: "全部数据", "All data";
    export_saved: "文件已交给浏览器。没有看到，就用“复制全部数据”，或点右上角的菜单，选“在浏览器打开”再试", "The file was handed to the browser. If you can’t find it, use “Copy all data”, or choose “Open in browser” in the menu and try again";
    export_failed: "这里存不了文件，请复制", "Files can’t be saved here; please copy";
    unsaved_copy: "复制刚才那一份", "Copy what was just chosen";
    unsaved_label: "刚才那一份", "What was just chosen";
    file_report: "履职报告-{year}", "report-{year}";
    file_all: "我的履职", "my-duties";
    file_points: "得分明细-{year}", "points-{year}";

    column_sort: "来源", "Source";
    column_day: "日期", "Day";
    column_kind: "种类", "Kind";
    column_name: "名称", "Name";
    column_place: "地点", "Place";
    column_receipt: "回执", "Receipt";
    column_content: "内容", "Content";
    column_id: "编号", "Id";
    sort_record: "记录", "Record";
    sort_event: "活动", "Event";
    sort_waiting: "没发出去", "Not sent";
    semicolon: "；", "; ";
    comma: "、", ", ";
    yes: "是", "yes";
    no: "否", "no";
}
