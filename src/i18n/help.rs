//! The words of the page of help and of the guide.

super::words::table! {
    /// The words of one language about help, by key.
    HelpWords by help:
    office: "找办公室", "Ask the office";
    call: "打电话 {phone}", "Call {phone}";
    hours: "有人接的时间：{hours}", "Somebody answers: {hours}";
    no_office: "这里没有写办公室的电话。请用您平时的办法找他们", "No number of the office is known here. Please reach them as you usually do";
    read_out: "念给办公室听的", "To read out to the office";
    read_out_lead: "办公室问起这部手机的情况时，打开下面这一项，照着念，或者复制发过去", "If the office asks about this phone, open this and read it out, or copy it to them";

    questions: "常问的", "Often asked";
    sent_ask: "我写的，办公室收到了吗", "Has the office got what I wrote?";
    sent: "“已收到”和回执号码一起出现，就是收到了。写着“待发送”的还在手机上，有网时自己会发", "“Received” with a receipt number means that it arrived. What is “waiting to be sent” is still on this phone and goes by itself once there is a network";
    offline_ask: "没有网络怎么办", "What if there is no network?";
    offline: "照样写，照样提交。内容存在手机上，有网后自动发送。发出去以前，请不要清除浏览器数据", "Write and submit as usual. It is kept on this phone and sent once there is a network. Until then, please do not clear the browser’s data";
    password_ask: "密码忘了", "I forgot my password";
    password: "向办公室要一个一次性号码，再在登录页按“首次使用，或忘记密码”", "Ask the office for a one-time code, then press “First time here, or password forgotten” on the sign-in page";
    mistake_ask: "写错了能改吗", "Can I correct a mistake?";
    mistake: "没发出去的，点开后按“修改”。已收到的，点开看有没有“更正”；没有就请办公室退回", "If it has not been sent, open it and press Edit. If it was received, open it and look for Correct it; if there is none, ask the office to return it";
    other_phone_ask: "换了手机", "I have a new phone";
    other_phone: "在新手机上登录，已收到的都看得到。旧手机上没发出去的，先在旧手机上联网发完，或者在“待发送”里导出，再到新手机导入", "Sign in on the new one: all that was received is there. What was not sent yet is on the old phone: let it send first, or export it in the outbox and import it on the new one";
    small_ask: "字太小", "The letters are too small";
    small: "在“我的”里把字号改成“大”或“特大”", "In Me, choose the text size Large or Largest";

    again: "看一遍怎么用", "See how it works";
    guide: "怎么用", "How it works";
    step_n: "第 {n} 步，共 {all} 步", "{n} of {all}";
    log: "记一笔", "Write it down";
    log_body: "读了书、走访了、提了建议，就在首页按“记一笔”。选好类别，填几样，按“提交”。没写完也不要紧，自动存成草稿", "Read a book, made a visit, proposed something? Press Log a duty on the home page, choose a kind, fill in a few things and submit. If you stop halfway, a draft is kept by itself";
    log_offline: "没有网络也能写，有网后自动发送", "It works without a network too, and is sent once there is one";
    arrived: "看到“已收到”才算数", "“Received” is what counts";
    arrived_body: "“待发送”是还在手机上。“已收到”带一个回执号码，是办公室有了。要您看一看的，会排在首页上面", "“Waiting to be sent” is still on this phone. “Received” comes with a receipt number: the office has it. What needs you stands at the top of the home page";
    more: "活动、答卷、帮助", "Events, your year, help";
    more_body: "下面一排：“活动”里报名、请假、签到；“答卷”里看今年做了多少、得了多少分；“我的”里改字号，也有“帮助”", "Along the bottom: Events to sign up, ask leave and check in; My year to see what you did and the points; Me to change the text size, and for Help";
    next: "下一步", "Next";
    before: "上一步", "Back";
    skip: "跳过", "Skip";
    start: "开始用", "Start";
    close: "看完了", "Done";
}
