//! The words about co-signing.

use super::fill;
use crate::domain::cosigning::Stands;

super::words::table! {
    /// The words of one language about co-signing, by key.
    CosigningWords by cosigning:
    asked: "请您附议", "You are asked to co-sign";
    asked_hint: "点开看全文，再决定附议或不附议。立案以前可以撤回", "Open it to read the text, then decide. Until it is filed you can take your name back";
    title: "附议人", "Co-signers";
    invite: "邀请附议", "Invite a co-signer";
    invite_hint: "被邀请的委员能看到这件的内容，立案以前可以附议", "Whom you invite can read the text and co-sign until it is filed";
    none: "还没有邀请", "Nobody is invited yet";
    closed: "办公室已经处理，附议不再变动", "The office has dealt with it; co-signing is over";
    who: "{name}（{sector}）", "{name} ({sector})";
    line: "{who} · {stands}", "{who} · {stands}";
    from: "{who}邀请 · {day} · {stands}", "Asked by {who} · {day} · {stands}";
    invited: "还没答复", "not answered yet";
    invited_you: "等您答复", "waiting for you";
    signed: "已附议", "co-signed";
    declined: "不附议", "declined";
    withdrawn: "撤回了附议", "taken back";
    revoked: "邀请已收回", "invitation taken back";
    other: "有了新的状态，更新后才看得懂", "stands in a new way, which an update will show";
    waits: "{said}，还没发出去", "{said}, not sent yet";
    changed: "附议以后，内容改过", "Changed after it was co-signed";
    changed_you: "您附议以后，内容改过，请再看一看", "It was changed after you co-signed; please read it again";
    revoke: "收回邀请", "Take the invitation back";
    revoke_of: "收回邀请：{who}", "Take the invitation back: {who}";
    sign: "附议", "Co-sign";
    refuse: "不附议", "Don’t co-sign";
    unsign: "撤回附议", "Take my name back";
    close: "关闭", "Close";
    gone: "这个邀请已经收回", "This invitation was taken back";
    about: "{act}：{title}", "{act}: {title}";
}

/// How an invitation stands, in words; `invited` says that there is no answer yet.
pub fn stands(own: &CosigningWords, stands: Stands, waits: bool, invited: &str) -> String {
    let said = match stands {
        Stands::Invited => invited,
        Stands::Signed => own.signed,
        Stands::Declined => own.declined,
        Stands::Withdrawn => own.withdrawn,
        Stands::Revoked => own.revoked,
        Stands::Other => own.other,
    };
    if waits {
        fill(own.waits, &[("said", said)])
    } else {
        said.to_owned()
    }
}
