//! The contract as code: every endpoint of the API is one type that says method, path, parameters, body, reply
//! and who may call it. The worker can only route such a type and the app can only call such a type; the OpenAPI
//! document and the test that walks every endpoint with every role come from the same list.

use super::access::Permission;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// Creates, or asks for an action; safe to repeat, because the body names what is created.
    Post,
    /// Replaces; safe to repeat.
    Put,
    /// Changes parts; safe to repeat, because each part names the version that it saw.
    Patch,
    /// Deletes; deleting what is gone is no error.
    Delete,
}

impl Method {
    /// The method's name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether it may change something.
    pub const fn writes(self) -> bool {
        !matches!(self, Self::Get)
    }
}

/// Who may call an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone, without a session.
    Public,
    /// Anyone with a session, even one that must still change its initial password.
    AnySession,
    /// Anyone signed in.
    SignedIn,
    /// Whoever holds the permission, over its scope.
    Permission(Permission),
}

/// An access rule as a type. An endpoint without one does not compile.
pub trait Rule: 'static {
    /// The rule as a value.
    const ACCESS: Access;
}

/// The access rules that an endpoint can name.
pub mod rule {
    use super::{Access, Permission, Rule};

    macro_rules! rules {
        ($($(#[$doc:meta])* $name:ident = $access:expr;)+) => {$(
            $(#[$doc])*
            pub struct $name;
            impl Rule for $name {
                const ACCESS: Access = $access;
            }
        )+};
    }

    rules! {
        /// Anyone, without a session.
        Public = Access::Public;
        /// Anyone with a session, even one that must still change its initial password.
        AnySession = Access::AnySession;
        /// Anyone signed in.
        SignedIn = Access::SignedIn;
        /// Whoever reads people's master data.
        ReadPeople = Access::Permission(Permission::ReadPeople);
        /// Whoever manages people.
        ManagePeople = Access::Permission(Permission::ManagePeople);
        /// Whoever reads rosters, drafts included.
        ReadRosters = Access::Permission(Permission::ReadRosters);
        /// Whoever drafts and publishes rosters.
        ManageRosters = Access::Permission(Permission::ManageRosters);
        /// Whoever may read some of the log.
        ReadLog = Access::Permission(Permission::ReadLog);
        /// Administrators.
        Administer = Access::Permission(Permission::Administer);
    }
}

/// What the parts of a contract must be: JSON both ways, with a schema where documents are made.
#[cfg(feature = "schema")]
pub trait Part: Serialize + DeserializeOwned + schemars::JsonSchema + 'static {}
#[cfg(feature = "schema")]
impl<T: Serialize + DeserializeOwned + schemars::JsonSchema + 'static> Part for T {}
/// What the parts of a contract must be: JSON both ways, with a schema where documents are made.
#[cfg(not(feature = "schema"))]
pub trait Part: Serialize + DeserializeOwned + 'static {}
#[cfg(not(feature = "schema"))]
impl<T: Serialize + DeserializeOwned + 'static> Part for T {}

/// One endpoint of the API. Declare it with [`endpoint!`](crate::kernel::contract::endpoint).
pub trait Endpoint: 'static {
    /// Its name in the OpenAPI document.
    const ID: &'static str;
    /// What it does, in a sentence.
    const SUMMARY: &'static str;
    /// Its method.
    const METHOD: Method;
    /// Its path, with parameters in braces that are the fields of [`Endpoint::Path`].
    const PATH: &'static str;
    /// The most bytes that its body may have.
    const BODY_LIMIT: usize;
    /// Who may call it.
    type Access: Rule;
    /// The parameters in its path.
    type Path: Part;
    /// The parameters behind the question mark.
    type Query: Part;
    /// Its JSON body; [`Nothing`] for none, [`Upload`] for a file.
    type Body: Part;
    /// Its JSON reply; [`Nothing`] for 204, [`File`] for a download.
    type Reply: Part;
}

/// No path parameters, no query, no body, or no reply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nothing {}

/// A download: its bytes are the reply's body, so it never passes through JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct File {
    /// The name that the browser saves it under.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its content.
    #[serde(skip)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub content: Vec<u8>,
}

/// A file that is sent: the request's body is its bytes, so it never passes through JSON. Whatever its sender calls it,
/// its content says what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Upload {
    /// Its content.
    #[serde(skip)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub content: Vec<u8>,
}

/// A page of a list, ordered by a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page<T> {
    /// The rows of this page.
    pub items: Vec<T>,
    /// The key to send as `after` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Sees every endpoint of the contract once; see [`crate::walk`].
pub trait Visitor {
    /// Called for each endpoint, in the order of the list.
    fn visit<E: Endpoint>(&mut self);
}

/// An endpoint's head as values, for tests and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// [`Endpoint::ID`]
    pub id: &'static str,
    /// [`Endpoint::METHOD`]
    pub method: Method,
    /// [`Endpoint::PATH`]
    pub path: &'static str,
    /// [`Rule::ACCESS`]
    pub access: Access,
}

/// Declares a feature's endpoints, and `walk`, which shows them to a [`Visitor`]:
/// `/// Summary.` `Name = GET "/api/things/{thing_id}", access: SignedIn, path: P, query: Q, body: B, reply: R;`
/// where all after `access` may be left out and stands for [`Nothing`]; `limit:` sets the body's most bytes.
macro_rules! endpoint {
    (@method GET) => { $crate::Method::Get };
    (@method POST) => { $crate::Method::Post };
    (@method PUT) => { $crate::Method::Put };
    (@method PATCH) => { $crate::Method::Patch };
    (@method DELETE) => { $crate::Method::Delete };
    (@or $given:ty) => { $given };
    (@or) => { $crate::Nothing };
    (@limit $given:expr) => { $given };
    (@limit) => { 64 * 1024 };
    ($(
        #[doc = $summary:literal]
        $name:ident = $method:ident $path_text:literal, access: $access:ident
        $(, path: $path:ty)? $(, query: $query:ty)? $(, body: $body:ty)? $(, limit: $limit:expr)? $(, reply: $reply:ty)?;
    )+) => {$(
        #[doc = $summary]
        pub struct $name;

        impl $crate::Endpoint for $name {
            const ID: &'static str = stringify!($name);
            const SUMMARY: &'static str = $summary;
            const METHOD: $crate::Method = $crate::kernel::contract::endpoint!(@method $method);
            const PATH: &'static str = $path_text;
            const BODY_LIMIT: usize = $crate::kernel::contract::endpoint!(@limit $($limit)?);
            type Access = $crate::kernel::contract::rule::$access;
            type Path = $crate::kernel::contract::endpoint!(@or $($path)?);
            type Query = $crate::kernel::contract::endpoint!(@or $($query)?);
            type Body = $crate::kernel::contract::endpoint!(@or $($body)?);
            type Reply = $crate::kernel::contract::endpoint!(@or $($reply)?);
        }
    )+

        /// Shows these endpoints to `visitor`.
        pub fn walk(visitor: &mut impl $crate::kernel::contract::Visitor) {
            $(visitor.visit::<$name>();)+
        }
    };
}
pub(crate) use endpoint;

/// The heads of all endpoints.
pub fn heads() -> Vec<Head> {
    struct Heads(Vec<Head>);
    impl Visitor for Heads {
        fn visit<E: Endpoint>(&mut self) {
            let access = <E::Access as Rule>::ACCESS;
            self.0.push(Head { id: E::ID, method: E::METHOD, path: E::PATH, access });
        }
    }
    let mut heads = Heads(Vec::new());
    crate::walk(&mut heads);
    heads.0
}

/// Fills `{name}` places of `path` with the fields of `parameters`, percent-encoded where needed.
///
/// # Errors
/// The name of a place for which there is no text or number.
pub fn fill_path(path: &str, parameters: impl Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut filled = String::with_capacity(path.len() + 40);
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or_else(|| after.to_owned())?;
        filled.push_str(before);
        for byte in parameters(name).ok_or_else(|| name.to_owned())?.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                filled.push(char::from(byte));
            } else {
                filled.push_str(&format!("%{byte:02X}"));
            }
        }
        rest = tail;
    }
    filled.push_str(rest);
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_endpoints_share_a_name_or_a_place() {
        let heads = crate::heads();
        let names: HashSet<_> = heads.iter().map(|head| head.id).collect();
        let places: HashSet<_> = heads.iter().map(|head| (head.method, head.path)).collect();
        assert_eq!((names.len(), places.len()), (heads.len(), heads.len()));
    }

    #[test]
    fn every_path_lies_under_api_and_public_ones_are_few() {
        let heads = crate::heads();
        assert!(heads.iter().all(|head| head.path.starts_with("/api/")));
        let public: Vec<_> = heads.iter().filter(|head| head.access == Access::Public).map(|head| head.id).collect();
        assert_eq!(public, ["OpenApi", "Health", "SetupState", "SetUp", "SignIn", "ReadFeed"]);
    }

    #[test]
    fn places_in_a_path_are_filled_and_encoded() {
        let fill = |name: &str| (name == "month").then(|| "2026/11 店".to_owned());
        assert_eq!(fill_path("/api/x/{month}/y", fill).unwrap(), "/api/x/2026%2F11%20%E5%BA%97/y");
        assert_eq!(fill_path("/api/{other}", fill), Err("other".to_owned()));
    }
}
