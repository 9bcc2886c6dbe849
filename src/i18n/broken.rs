//! The words about a profile that can't be used, for whoever connects a backend.

super::words::table! {
    /// The words of one language about a broken profile, by key.
    BrokenWords by broken:
    told: "{file} {place}：{what}。{remedy}", "{file} {place}: {what}. {remedy}";
    whole: "整个文件", "the whole file";

    config_not_json: "config.json 不是 JSON", "config.json is not JSON";
    preset_not_json: "预设文件不是 JSON", "the preset is not JSON";
    missing: "缺这一项", "this key is missing";
    wrong_type: "值的类型不对", "the value has another type";
    unknown_key: "没有这一项", "there is no such key";
    not_allowed: "没有这个值", "there is no such value";
    bad_pointer: "不是 JSON Pointer", "not a JSON Pointer";
    unknown_placeholder: "这里没有这个占位符", "this place has no such placeholder";
    bad_address: "地址不能用", "this address leads elsewhere";
    bad_header: "不能作请求头", "not fit to be a header";
    contradiction: "和别处说的不一样", "another part says otherwise";
    no_proof: "什么回答都会算成功", "any answer would count as success";

    mend_json: "请改好 JSON：多半是少了逗号、引号或括号", "Mend the JSON: most often a comma, a quote or a bracket is missing";
    add: "请加上", "Add it";
    remove: "请去掉，或改成正确的名字", "Take it out, or mend its name";
    write: "请写{kind}", "Write {kind}";
    one_of: "请写其中一个：{names}", "Write one of these: {names}";
    write_name: "请写小写字母、数字和短横线", "Write lower-case letters, digits and hyphens";
    write_address: "请写 \"\"、/portal 这样的路径，或 http(s) 地址，后面不带 ? 和 #", "Write \"\", a path such as /portal, or an http(s) address without ? and #";
    write_safe_address: "请写 https 地址，本机的可以是 http，里面不带 # 和登录信息", "Write an https address (http for this machine alone), without # and without a sign-in in it";
    write_phone: "请写一个电话号码，3 到 20 位数字，可以有 + 空格 - ( )", "Write a telephone number of 3 to 20 digits; + spaces - ( ) may stand in it";
    write_origin: "请写网站的来源，如 https://portal.example.cn：小写，不带路径、星号，也不带默认端口", "Write an origin such as https://portal.example.cn: lower-case, without a path, a * or the usual port";
    write_path: "请写以一个 / 开头、不出后台的路径", "Write a path that begins with one / and stays below it";
    write_pointer: "请写 \"\" 或 /data/0/id 这样的指针", "Write \"\" or a pointer such as /data/0/id";
    write_header: "名字用字母、数字和短横线，值用能看见的 ASCII 字符", "Write a name of letters, digits and hyphens, and a value of visible ASCII";
    write_echo: "请在 success 里写回答的哪里重复那个键（echo），或回答是空的（empty）", "Write under success where the answer repeats the key (echo), or that it is empty";
    describe: "请写上 {names}，或关掉用到它的功能", "Describe {names}, or switch off what needs it";

    text: "文字", "a text";
    number: "整数", "a whole number";
    flag: "true 或 false", "true or false";
    list: "列表 […]", "a list […]";
    object: "对象 {…}", "an object {…}";
    pair: "一对文字 [\"名\", \"值\"]", "a pair of texts [\"name\", \"value\"]";
}
