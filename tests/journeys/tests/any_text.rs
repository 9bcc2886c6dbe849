//! Journey 5: whatever a member writes comes back as that text.

use dajuan_journeys::{Phone, World, app};
use serde_json::json;

/// Markup that would act if it were taken for markup, quotes and escapes, template and format
/// signs, emoji of several code points, a rare character beyond the first plane, combining marks,
/// text from right to left with a mark that turns the direction, and a line break.
const PIECE: &str = concat!(
    "<script>window.hit = 1</script><img src=x onerror=\"window.hit = 2\"><b>粗</b> &amp; &lt; ",
    "</dd></textarea><!-- \"'` \\n \\u0041 %s {n} {{x}} ${y} 👩‍👩‍👧‍👦🇨🇳👍🏽 𠮷 e\u{301}ñ ",
    "שלום עולם, مرحبا بالعالم \u{202E}abc\u{202C}\n第二行\t制表 ",
);

const TITLE: &str = "<i>红楼梦</i> &quot; 👩‍👩‍👧‍👦 שלום \u{202E}梦\u{202C} ${x} {title} 𠮷";

/// As many characters as the form takes.
const MOST: usize = 10_000;

/// The texts of all answers on a record's page, and how many elements stand in them.
async fn answers(phone: &Phone) -> (Vec<String>, u64) {
    let script = "(() => { const all = [...document.querySelectorAll('main dd')];
        return [all.map((it) => it.textContent), all.flatMap((it) => [...it.children]).length]; })()";
    let found = phone.script(script).await;
    serde_json::from_value(found).expect("texts and a count")
}

async fn shows(phone: &Phone, wanted: &[&str]) {
    phone.ready("record").await;
    phone
        .wait_for("an answer", "document.querySelector('main dd') !== null")
        .await;
    let (texts, elements) = answers(phone).await;
    for wanted in wanted {
        assert!(
            texts.iter().any(|text| text == wanted),
            "{wanted:?} is not among {texts:?}"
        );
    }
    assert_eq!(elements, 0, "text, never markup");
    assert_eq!(phone.script("window.hit ?? 0").await, 0);
}

#[tokio::test]
async fn ten_thousand_characters_of_markup_emoji_and_right_to_left_text_come_back_the_same() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.open_as(app::NEW_MEMBER, true).await;
    let mut thoughts: String = PIECE.chars().cycle().take(MOST - 1).collect();
    thoughts.push('完');
    phone.begin(TITLE).await;
    phone.fill("textbox", "*心得", &thoughts).await;
    phone.see("10000 / 10000 字").await;
    assert_eq!(phone.value("textbox", "*心得").await, thoughts);
    phone.see("草稿已保存").await;

    // A draft comes back as it was written, too.
    phone.reload().await;
    phone.ready("draft").await;
    assert_eq!(phone.value("textbox", "书名").await, TITLE);
    assert_eq!(phone.value("textbox", "*心得").await, thoughts);

    phone.submit().await;
    shows(&phone, &[TITLE, &thoughts]).await;
    phone.see("已收到，回执").await;
    let records = world.backend().records_of(app::NEW_MEMBER).await;
    let [record] = records.as_slice() else {
        panic!("one row, not {}", records.len())
    };
    assert_eq!(record["answers"]["title"], json!(TITLE));
    assert_eq!(record["answers"]["thoughts"], json!(thoughts));

    phone.reload().await;
    shows(&phone, &[TITLE, &thoughts]).await;
    phone.tab("记录", app::RECORDS.ready).await;
    // Inside a sentence of ours a title keeps its writing direction to itself.
    let isolated = format!("*《\u{2068}{TITLE}\u{2069}》");
    phone.find("link", &isolated).await;
    assert_eq!(phone.script("window.hit ?? 0").await, 0);
    phone.finish().await;
}
