//! The words about photos that were shared into the app.

super::words::table! {
    /// The words of one language about shared photos, by key.
    ShareWords by share:
    title: "分享来的照片", "Shared photos";
    home: "有 {n} 张照片从别的应用分享来，等您放进记录", "Shared from another app: {n} photos wait to be put into a record";
    home_go: "看看", "Look";
    told: "{n} 张照片，{time}从别的应用分享到这部手机", "Photos: {n}, shared to this phone from another app {time}";
    whose: "是您分享的，就选放进哪一类的新草稿。不是您的，请不要放，留给分享的人", "If you shared them, choose the kind of the new draft that they go into. If not, leave them for whoever did";
    into: "放进新草稿", "Put them into a new draft";
    leave: "先放着", "Leave them for now";
    discard: "删掉这些照片", "Delete these photos";
    discard_ask: "删掉这 {n} 张照片吗。相册里的不受影响", "Delete these photos ({n})? The ones in the album stay";
    none: "没有等着的照片。分享来的如果不在这里：可能不是图片，一张超过 40 MB，或者手机空间不够", "No photos wait. If what you shared is not here: it may be no picture, larger than 40 MB, or the phone may be full";
    failed: "照片没有放进去，还在这里，请再试一次", "The photos were not put in; they are still here, please try again";
}
