//! The words of the page that shows every component.

super::words::table! {
    /// The words of one language about the page of components, by key.
    StyleWords by style:
    title: "部件", "Components";
    lead: "每一种部件，每一种状态，浅色和深色", "Every component in every state, light and dark";
    light: "浅色", "Light";
    dark: "深色", "Dark";
    ask: "问一句", "Ask";
    ask_title: "这一次是不是记过了", "Is this one logged already?";
    ask_body: "11月22日已有一条《乡土中国》", "22 November has one already: Fei, From the Soil";
    say: "说一声", "Say something";
    said: "草稿已删掉", "The draft is discarded";
    book: "书名", "Book";
    book_value: "乡土中国", "From the Soil";
    book_other: "平凡的世界", "Ordinary World";
    author: "作者", "Author";
    author_hint: "封面上怎么写就怎么填", "As the cover has it";
    minutes: "时长", "Duration";
    minutes_unit: "分钟", "minutes";
    thoughts: "心得", "Thoughts";
    thoughts_value: "和村里几位老人一起读第一章，大家最有感触的是“熟人社会”四个字。", "Read the first chapter with some elders of the village; what moved them most was the society of people who know each other.";
    where_from: "方式", "How";
    online: "线上", "Online";
    in_person: "线下", "In person";
    own_phone: "这是我自己的手机", "This phone is my own";
    photos: "照片", "Photos";
    files: "附件", "Files";
    file_name: "调研报告.pdf", "report.pdf";
    place: "龙潭村农家书屋，32 人次", "Village library, 32 attended";
    step_past: "提交", "Submitted";
    step_now: "等办公室审核", "The office reviews it";
    copied: "要复制的", "To copy";
    copy: "复制", "Copy";
    nothing: "今年还没有记录", "Nothing this year yet";
}
