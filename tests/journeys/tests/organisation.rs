//! Members sign in at their organisation's own provider: npm `oidc-provider`, which no one here wrote.

use dajuan_journeys::{Organisation, Phone, app, until};
use std::collections::BTreeSet;

const SIGN_IN: &str = "用单位账号登录";
const STAY: &str = "*在本机保持登录";

async fn set_out(organisation: &Organisation, phone: &Phone) {
    phone.tap("button", SIGN_IN).await;
    organisation.waits_for(phone).await;
}

/// Writes one down, and comes back to the home page.
async fn log(phone: &Phone, title: &str) {
    phone.begin(title).await;
    phone.submit().await;
    phone.tab("首页", app::HOME.ready).await;
}

/// Looks whose app it is, and comes back to the home page.
async fn is_open_for(phone: &Phone, name: &str) {
    phone.tab("我的", app::ME.ready).await;
    phone.see(name).await;
    phone.tab("首页", app::HOME.ready).await;
}

/// Waits until so many records have arrived, and looks whether each did once.
async fn arrived(organisation: &Organisation, phone: &Phone, count: usize) {
    let rows = until("the records to arrive", async || {
        Some(organisation.rows().await).filter(|rows| rows.len() >= count)
    });
    let rows = rows.await;
    phone.see_no("还没发出去").await;
    let keys: BTreeSet<_> = rows.iter().map(|row| row["id"].to_string()).collect();
    assert_eq!((rows.len(), keys.len()), (count, count), "{rows:?}");
}

#[tokio::test]
async fn members_sign_in_at_their_organisation_and_what_waits_outlives_every_lost_sign_in() {
    let organisation = Organisation::start().await;
    let mut phone = organisation.phone().await;
    phone.open_sign_in().await;

    // A return that nobody set out on, and one with another state.
    phone.goto("/sign-in?code=x&state=y").await;
    phone.see("这次登录没有做完").await;
    organisation.comes_back(&phone).await;
    set_out(&organisation, &phone).await;
    phone.goto("/sign-in?code=x&state=y").await;
    phone.see("这次登录不是从这个页面开始的").await;
    organisation.comes_back(&phone).await;
    phone.check_accessibility().await;

    // The person says no; the provider knows somebody whom the backend does not know.
    set_out(&organisation, &phone).await;
    phone.tap("link", "[ Cancel ]").await;
    phone.see("没有同意登录").await;
    set_out(&organisation, &phone).await;
    organisation.sign_in(&phone, "stranger").await;
    phone.see("这里没有这个账号").await;
    organisation.end(&["Session"]).await;

    phone.tap("checkbox", STAY).await;
    set_out(&organisation, &phone).await;
    organisation.sign_in(&phone, "wy001").await;
    phone.ready(app::HOME.ready).await;
    is_open_for(&phone, "委员甲").await;
    log(&phone, "乡土中国").await;
    arrived(&organisation, &phone, 1).await;
    assert_eq!(organisation.gave("refresh_token").await, 0);

    // The token is over while two wait: one renewal, and nobody is asked.
    phone.set_offline(true).await;
    log(&phone, "论语").await;
    log(&phone, "孟子").await;
    organisation.end(&["AccessToken"]).await;
    phone.set_offline(false).await;
    arrived(&organisation, &phone, 3).await;
    assert_eq!(organisation.gave("refresh_token").await, 1);
    phone.see_no("登录已过期").await;

    // It can't be renewed: the member is asked, and it goes once.
    organisation.end(&["AccessToken", "RefreshToken"]).await;
    log(&phone, "大学").await;
    phone.tap("link", "登录").await;
    set_out(&organisation, &phone).await;
    organisation.agree(&phone).await;
    phone.ready(app::HOME.ready).await;
    arrived(&organisation, &phone, 4).await;

    // Another member comes back than the one who left: what waits stays its owner's.
    organisation
        .end(&["AccessToken", "RefreshToken", "Session"])
        .await;
    log(&phone, "中庸").await;
    phone.tap("link", "登录").await;
    set_out(&organisation, &phone).await;
    organisation.sign_in(&phone, "wy002").await;
    // Until then it may still be the other one's home page.
    phone.ready("welcome").await;
    phone.ready(app::HOME.ready).await;
    is_open_for(&phone, "委员乙").await;
    phone.see_no("中庸").await;
    assert_eq!(organisation.rows().await.len(), 4);
    phone.finish().await;
}

#[tokio::test]
async fn what_was_written_for_one_visit_outlives_the_trip_to_sign_in_again() {
    let organisation = Organisation::start().await;
    let mut phone = organisation.phone().await;
    phone.open_sign_in().await;
    set_out(&organisation, &phone).await;
    organisation.sign_in(&phone, "wy001").await;
    phone.ready(app::HOME.ready).await;
    organisation.end(&["AccessToken", "RefreshToken"]).await;
    log(&phone, "乡土中国").await;
    phone.tap("link", "登录").await;
    set_out(&organisation, &phone).await;
    organisation.agree(&phone).await;
    phone.ready(app::HOME.ready).await;
    arrived(&organisation, &phone, 1).await;
    phone.finish().await;
}

#[tokio::test]
async fn a_portal_gives_profile_and_token_and_is_asked_again_when_the_token_is_lost() {
    let organisation = Organisation::start_with_portal().await;
    organisation.portal_has("nobody").await;
    let mut phone = organisation.phone().await;
    organisation.put_portal_around(&phone).await;
    phone.open_sign_in().await;
    phone.see("请回到门户登录").await;
    phone.check_accessibility().await;

    // The backend has no vault: the member says how long the key is kept, and types nothing.
    organisation.portal_has("wy001").await;
    phone.reload().await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.tap("checkbox", STAY).await;
    phone.tap("button", SIGN_IN).await;
    phone.ready(app::HOME.ready).await;
    is_open_for(&phone, "委员甲").await;

    organisation.end(&["AccessToken"]).await;
    log(&phone, "乡土中国").await;
    arrived(&organisation, &phone, 1).await;
    phone.see_no("登录已过期").await;

    // Nobody is signed in to the portal any more: what is written waits.
    organisation.end(&["AccessToken"]).await;
    organisation.portal_has("nobody").await;
    log(&phone, "论语").await;
    phone.see("登录后继续发送").await;

    // Somebody else is: what waits stays its owner's, who finds it again.
    organisation.portal_has("wy002").await;
    phone.reload().await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.see("另一账号有 1 条待发送").await;
    phone.tap("button", SIGN_IN).await;
    phone.ready(app::HOME.ready).await;
    is_open_for(&phone, "委员乙").await;
    assert_eq!(organisation.rows().await.len(), 1);

    organisation.portal_has("wy001").await;
    phone.reload().await;
    phone.ready(app::SIGN_IN.ready).await;
    phone.tap("button", SIGN_IN).await;
    phone.ready(app::HOME.ready).await;
    arrived(&organisation, &phone, 2).await;
    phone.finish().await;
}
