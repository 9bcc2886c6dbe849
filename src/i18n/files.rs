//! The words about files beside the photos.

super::words::table! {
    /// The words of one language about files, by key.
    FileWords by files:
    title: "附件", "Files";
    hint: "PDF、Word、WPS、表格、幻灯片、文本或图片，每个不超过 10 MB，合起来不超过 20 MB", "PDF, Word, WPS, tables, slides, text or pictures; each up to 10 MB, together up to 20 MB";
    add: "添加附件", "Add files";
    count: "{n} / {most} 个", "{n} of {most}";
    download: "{size} · 下载", "{size} · Download";
    remove: "去掉 {name}", "Remove {name}";
    busy: "正在存 {n} 个", "Keeping {n}";
    kept: "存好了 {n} 个", "Kept: {n}";
    wrong_kind: "{name} 没有加上：这种文件收不了，或内容和后缀不符", "{name} was not added: its kind can't be taken, or it is not what its ending says";
    too_large: "{name} 没有加上：超过 10 MB", "{name} was not added: larger than 10 MB";
    together: "{name} 没有加上：合起来超过 20 MB", "{name} was not added: together larger than 20 MB";
    too_many: "{name} 没有加上：最多 {most} 个", "{name} was not added: {most} at most";
    unreadable: "{name} 没有加上：是空的，或手机读不出来", "{name} was not added: it is empty, or the phone can't read it";
    insecure: "{name} 没有加上：这个地址不安全（不是 https）", "{name} was not added: this address is not secure (not https)";
    not_kept: "{name} 没有存上，请再选一次", "{name} was not kept; please choose it again";
    full: "{name} 没有存上：手机空间不够", "{name} was not kept: the phone is full";
    still: "已经写的和加上的都在", "What you wrote and added before is all there";
    not_there: "{name} 在服务器上，联网后可以下载", "{name} is on the server; it can be downloaded once online";
    held_back: "{name} 存不下来：这个浏览器存不了文件。请点右上角的三个点，选“在浏览器打开”", "{name} can't be saved: this browser saves no files. Choose “Open in browser” in the menu";
    and_then: "；", "; ";
}
