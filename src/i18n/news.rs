//! The words of 通知: what others did about a member's records, places and leaves.

super::words::table! {
    /// The words of one language about what changed, by key.
    NewsWords by news:
    title: "通知", "Notices";
    count: "{n} 条新变化", "{n} new";
    none_new: "没有新变化", "Nothing new";
    home: "有 {n} 条新变化", "New for you: {n}";
    look: "看一看", "Look";
    fresh: "新", "New";
    never: "还没有取到通知，联网后自动更新", "No notices fetched yet; will update once online";
    empty: "还没有通知。办公室退回、审核您的记录，或您的活动有变化时，这里会告诉您", "No notices yet. When the office returns or reviews a record of yours, or an event of yours changes, you are told here";

    a_member: "一位委员", "another member";
    a_record: "一条记录", "a record";
    an_event: "一项活动", "an event";
    event: "“{title}”", "“{title}”";
    of_day: "{about}（{day}）", "{about} ({day})";

    returned: "办公室退回了{about}", "The office returned {about}";
    reviewed: "办公室审核了{about}", "The office reviewed {about}";
    reopened: "办公室把{about}改回了“已收到”", "The office put {about} back to “received”";
    dispute_accepted: "办公室采纳了您的异议", "The office agrees with your objection";
    dispute_refused: "办公室没有采纳您的异议", "The office does not agree with your objection";
    corrected: "办公室更正了{about}", "The office corrected {about}";
    logged: "办公室替您记了{about}，请看是不是您做的", "The office logged {about} for you; please look whether it is right";
    step: "{about}有新的进展：{step}", "{about} has come further: {step}";
    step_plain: "{about}有新的进展", "{about} has come further";
    offered: "{about}有了空位，请在 {until} 前确认", "A place is free at {about}; please take it before {until}";
    offered_plain: "{about}有了空位，请尽快确认", "A place is free at {about}; please take it soon";
    promoted: "{about}有了空位，已经给您报上名", "A place became free at {about} and is yours";
    lapsed: "{about}的空位没有按时确认，让给了别人", "The free place at {about} was not taken in time and went to somebody else";
    signed_up: "办公室替您报了名：{about}", "The office signed you up for {about}";
    put_in_line: "办公室替您报了名，在候补：{about}", "The office put you on the waiting list of {about}";
    signed_off: "办公室取消了您的报名：{about}", "The office gave back your place at {about}";
    event_new: "新活动{about}", "New event: {about}";
    event_changed: "{about}有变动", "{about} has changed";
    event_cancelled: "{about}取消了", "{about} was called off";
    event_back: "{about}恢复举行", "{about} takes place after all";
    event_gone: "办公室删除了活动{about}", "The office deleted the event {about}";
    leave_granted: "{about}：请假已批准", "{about}: your leave was granted";
    leave_refused: "{about}：请假没有批准", "{about}: your leave was not granted";
    cosign_asked: "{who}请您附议{about}", "{who} asks you to co-sign {about}";
    cosign_revoked: "{who}收回了附议邀请：{about}", "{who} no longer asks you to co-sign {about}";
    cosign_signed: "{who}附议了{about}", "{who} has co-signed {about}";
    cosign_declined: "{who}没有附议{about}", "{who} does not co-sign {about}";
    cosign_withdrawn: "{who}撤回了附议：{about}", "{who} took the name back from {about}";
    cosign_changed: "您附议的{about}改过了，请再看一看", "{about}, which you co-signed, was changed; please read it again";
    cosign_gone: "{who}撤回了{about}，附议不再需要", "{who} withdrew {about}; it needs no co-signers any more";
    cosign_step: "您附议的{about}有新的进展：{step}", "{about}, which you co-signed, has come further: {step}";
    cosign_step_plain: "您附议的{about}有新的进展", "{about}, which you co-signed, has come further";
    other: "有一项新的变化", "Something has changed";
}
