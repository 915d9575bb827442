use dianwu_domain::session::api::WhoAmI;
use dianwu_tests::{Fixture, NOTHING, Shop};

#[test]
fn somebody_signs_in() {
    let t = std::time::Instant::now();
    let shop = Shop::start(Fixture::Demo);
    eprintln!("start {:?}", t.elapsed());
    let client = shop.sign_in("CS01");
    eprintln!("sign in {:?}", t.elapsed());
    let me = client.get::<WhoAmI>(NOTHING, NOTHING).unwrap();
    assert_eq!(me.number.as_str(), "CS01");
    eprintln!("who {:?}", t.elapsed());
    let f = shop.fingerprint();
    eprintln!("fp {:?} {f}", t.elapsed());
    let _ = shop.sign_in("CS01");
    assert_ne!(f, shop.fingerprint());
    drop(shop);
    eprintln!("stop {:?}", t.elapsed());
}
