//! The words of 代填: what the office wrote down for a member, and what the member says to it.

super::words::table! {
    /// The words of one language about what the office wrote down, by key.
    LoggedWords by logged:
    title: "由办公室代填", "Logged by the office";
    by: "由办公室代填：{by}", "Logged for you by the office: {by}";
    by_at: "由办公室代填：{by}，{time}", "Logged for you by the office: {by}, {time}";
    look: "请看一看，这件事是不是您做的", "Please look whether this is what you did";
    right: "是我做的", "Yes, I did this";
    wrong: "不对", "This is not right";
    asks: "请确认", "Please confirm";
    home: "办公室代填的，请您确认", "Logged by the office, please confirm";
    see: "打开看", "Open it";
    draft: "哪里不对还没写完", "What is not right is not finished yet";
    going_right: "您的确认还没发出去，联网后自动发送", "Your confirmation is not sent yet; it will be sent by itself once online";
    going_wrong: "您说的不对还没发出去，联网后自动发送", "Your objection is not sent yet; it will be sent by itself once online";
    needing: "您的回复没有送到，请看原因", "Your answer did not arrive; see why";
    received_right: "您的确认已收到", "Your confirmation was received";
    received_wrong: "您说的不对已收到，等办公室处理", "Your objection was received; the office will deal with it";
    receipt: "{said}，回执 {receipt}", "{said}, receipt {receipt}";
    said_right: "您已确认是您做的", "You have confirmed it";
    said_wrong: "您说不对：{words}", "You said that it is not right: {words}";
    office_says: "办公室的话：{words}", "The office says: {words}";
}
