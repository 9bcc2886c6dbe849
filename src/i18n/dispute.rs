//! The words of 有异议: what a member says is wrong in the answer sheet, and how far it came.

super::words::table! {
    /// The words of one language about a dispute, by key.
    DisputeWords by dispute:
    act: "有异议", "I disagree";
    act_of: "有异议：{of}", "I disagree: {of}";
    again: "再提异议", "Disagree again";
    draft: "异议还没写完", "Not finished yet";
    going: "异议还没发出去，联网后自动发送", "Your objection is not sent yet; it will be sent by itself once online";
    needing: "异议没有送到，请看原因", "Your objection did not arrive; see why";
    received: "异议已收到，回执 {receipt}", "Your objection was received, receipt {receipt}";
    received_plain: "异议已收到", "Your objection was received";
    accepted: "办公室已答复，采纳：{words}", "The office has answered and agrees: {words}";
    refused: "办公室已答复，不采纳：{words}", "The office has answered and does not agree: {words}";
    answered: "已答复", "Answered";
}
