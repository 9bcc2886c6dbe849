//! What a screen reader says on the way through each journey, by keyboard alone: the name of what has the focus, and what is
//! announced. A name that is missing, or says another thing, fails.

use dajuan_journeys::{Phone, World, app};

/// Goes there by Tab and presses Enter.
async fn enter(phone: &Phone, said: &str) {
    phone.tab_to_said(said).await;
    phone.press("Enter").await;
}

/// Goes there by Tab and types.
async fn type_into(phone: &Phone, said: &str, text: &str) {
    phone.tab_to_said(said).await;
    phone.type_keys(text).await;
}

async fn signed_in(world: &World, member: &str) -> Phone {
    let mut phone = world.phone().await;
    phone.listen().await;
    phone.open_sign_in().await;
    type_into(&phone, "textbox, 委员号或邮箱", member).await;
    type_into(&phone, "textbox, 密码", app::PASSWORD).await;
    phone.tab_to_said("checkbox, 在本机保持登录").await;
    phone.press(" ").await;
    enter(&phone, "button, 登录").await;
    phone.ready(app::HOME.ready).await;
    phone
}

#[tokio::test]
async fn signing_in_says_each_field_and_what_was_wrong() {
    let world = World::start().await;
    let mut phone = world.phone().await;
    phone.listen().await;
    phone.open_sign_in().await;
    assert_eq!(
        phone.by_tab().await,
        [
            "link, 跳到正文",
            "button, 长辈模式",
            "textbox, 委员号或邮箱",
            "textbox, 密码",
            "checkbox, 显示密码",
            "checkbox, 在本机保持登录 没发出去的内容锁在本机，您登录后才能看到",
            "checkbox, 这是公用的手机",
            "button, 登录",
            "link, 首次使用，或忘记密码",
            "link, 帮助",
            "button, English",
        ]
    );
    type_into(&phone, "textbox, 委员号或邮箱", app::MEMBER).await;
    type_into(&phone, "textbox, 密码", "wrong").await;
    enter(&phone, "button, 登录").await;
    phone.hear("委员号或密码不对，请再看一看").await;
    phone.tab_to_said("textbox, 密码").await;
    phone.finish().await;
}

#[tokio::test]
async fn logging_says_what_is_asked_what_is_wrong_and_what_became_of_it() {
    let world = World::start().await;
    let phone = signed_in(&world, app::MEMBER).await;
    phone.focus_says("heading, 今天").await;
    phone.kept_for_offline().await;
    enter(&phone, "link, 记读书分享").await;
    phone.focus_says("heading, 读书分享").await;
    // A fault is said beside its field, and the summary leads there.
    enter(&phone, "button, 提交").await;
    phone.hear("还有").await;
    enter(&phone, "link, 书名").await;
    phone.focus_says("textbox, 书名, 请填书名").await;
    phone.type_keys("Village").await;
    phone.hear("草稿已保存").await;
    phone.tab_to_said("textbox, 作者 选填").await;
    phone.tab_to_said("radio, 政协赠阅").await;
    phone
        .tab_to_said("textbox, 书号（ISBN） 选填, 在封底条码上方，没有可不填")
        .await;
    phone.tab_to_said("日期").await;
    world.proxy.cut();
    phone.tab_to_said("button, 提交").await;
    phone.press("Enter").await;
    phone.focus_says("heading, 读书分享《Village》").await;
    phone.see("已保存，还没发出去，联网后自动发送").await;
    world.proxy.restore();
    enter(&phone, "button, 立即发送").await;
    phone.hear("已收到，回执").await;
    phone.finish().await;
}

#[tokio::test]
async fn an_event_and_the_year_are_told_in_words() {
    let world = World::start().await;
    let mut phone = signed_in(&world, app::MEMBER).await;
    phone.focus_says("heading, 今天").await;
    enter(&phone, "link, 活动").await;
    phone.focus_says("heading, 活动").await;
    // A line says the day, what, when, where, for whom, and how it stands.
    enter(
        &phone,
        "委员讲堂：读懂数字经济 15:00 区图书馆报告厅 自愿 可报名",
    )
    .await;
    phone.focus_says("heading, 委员讲堂：读懂数字经济").await;
    enter(&phone, "button, 报名").await;
    phone.hear("已报名").await;

    phone.goto(app::YEAR.path).await;
    phone.ready(app::YEAR.ready).await;
    phone.focus_says("年答卷").await;
    // The picture says its numbers, and a table stands beside it.
    phone.find("image", "*读书分享").await;
    for said in [
        "button, 为什么：读书分享",
        "button, 为什么是这个分：读书和学习 12 分",
        "button, 看表格：每个月",
    ] {
        phone.tab_to_said(said).await;
    }
    phone.press("Enter").await;
    phone.tab_to_said("link, 履职报告").await;
    phone.finish().await;
}

#[tokio::test]
async fn what_is_mine_and_the_way_out_are_said() {
    let world = World::start().await;
    let mut phone = signed_in(&world, app::MEMBER).await;
    // The list is there for all that follows: it comes behind the pages.
    phone.goto(app::RECORDS.path).await;
    phone.see("回执 1006").await;
    for (place, title, stops) in [
        (
            app::RECORDS,
            "heading, 记录",
            &[
                "combobox, 年份",
                "combobox, 类别",
                "combobox, 月份",
                "link, 6 11月 读书分享《天工开物》 回执 1006 已收到",
            ][..],
        ),
        (
            app::OUTBOX,
            "heading, 待发送",
            &[
                "button, 导出文件",
                "button, 复制文字",
                "button, 导入文件",
                "textbox, 或者粘贴导出的文字",
            ],
        ),
        (
            app::PRIVACY,
            "heading, 我的信息",
            &["link, 导出我的全部", "button, 删掉我的全部"],
        ),
        (
            app::HELP,
            "heading, 帮助",
            &["念给办公室听的", "密码忘了", "link, 看一遍怎么用"],
        ),
        (
            app::ME,
            "heading, 委员甲",
            &["link, 待发送", "radio, 标准", "button, 退出登录"],
        ),
    ] {
        phone.goto(place.path).await;
        phone.ready(place.ready).await;
        phone.focus_says(title).await;
        let said = phone.by_tab().await;
        let missing = stops
            .iter()
            .filter(|stop| !said.iter().any(|said| said.contains(**stop)));
        assert_eq!(missing.collect::<Vec<_>>(), [&""; 0], "{said:#?}");
        let unnamed = said.iter().filter(|said| !said.contains(", "));
        assert_eq!(unnamed.collect::<Vec<_>>(), [&""; 0], "{}", place.path);
    }
    phone.finish().await;
}
