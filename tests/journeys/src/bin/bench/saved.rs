//! How long after a press on 提交 the page shows that the record is kept, and after a choice of a photo that the draft has it.

use crate::{
    figures::say,
    press::{Shown, say_shown, shown, watch},
};
use dajuan_journeys::{Phone, Photo, World, app};
use std::path::Path;

const SAMPLES: usize = 40;
/// A photo of this size is kept as one of 2 MB.
const PHOTO_BYTES: usize = 5_400_000;

const RECORD_SHOWN: &str =
    "/已保存，还没发出去|正在发送|已收到/.test(document.querySelector('main').textContent)";
const PHOTO_SHOWN: &str = "document.querySelector('main [aria-label=\"去掉第 1 张照片\"]')";
const SAVED: &str = "document.querySelector('main').textContent.includes('草稿已保存')";

/// A member writes and submits again and again, with a slow processor; the first time is not counted.
pub async fn saved(world: &World) {
    let mut phone = world.phone_past_the_proxy().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    phone.kept_for_offline().await;
    phone.slow_processor().await;
    let mut texts = Vec::new();
    for number in 0..=SAMPLES {
        write(&phone, &format!("只有字的第{number}本")).await;
        texts.push(submitted(&phone).await);
    }
    say_shown("saved after a press, text", &texts[1..]);

    let photo = photo();
    let file = photo.save(world.folder(), "large.jpg");
    say("photo as chosen", photo.bytes.len() as f64, "B");
    let (mut taken, mut submits) = (Vec::new(), Vec::new());
    for number in 0..=SAMPLES {
        write(&phone, &format!("有照片的第{number}本")).await;
        taken.push(photo_taken(&phone, &file).await);
        submits.push(submitted(&phone).await);
    }
    let kept = world.backend().rows("attachments").await;
    let bytes = world.backend().photo(&kept[0]).await.len();
    say("photo as kept", bytes as f64, "B");
    say_shown("a photo taken into the draft", &taken[1..]);
    say_shown("saved after a press, with a photo", &submits[1..]);
    phone.finish().await;
}

/// A draft with this title, kept.
async fn write(phone: &Phone, title: &str) {
    phone.tab("首页", app::HOME.ready).await;
    phone.begin(title).await;
    phone.wait_for("the draft to be kept", SAVED).await;
}

async fn submitted(phone: &Phone) -> Shown {
    phone.script(&watch("click", "button", RECORD_SHOWN)).await;
    phone.tap("button", "提交").await;
    let shown = shown(phone).await;
    // What arrives later would move the next page under the finger.
    phone.see("已收到").await;
    shown
}

async fn photo_taken(phone: &Phone, file: &Path) -> Shown {
    phone
        .script(&watch("change", "#field-photos", PHOTO_SHOWN))
        .await;
    phone.attach("#field-photos", &[file]).await;
    shown(phone).await
}

/// A photo that no compression makes small, of the size that is measured with.
fn photo() -> Photo {
    let mut side = 900;
    loop {
        let photo = Photo::noise(side, side);
        if photo.bytes.len() >= PHOTO_BYTES {
            return photo;
        }
        side += 50;
    }
}
