//! The contract's endpoints as a list of values, for tests that walk all of them.

use std::any::TypeId;

use dianwu_domain::{
    Access, Endpoint, Method, Nothing, Upload,
    kernel::contract::{Rule, Visitor, fill_path},
};

/// An endpoint as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its name.
    pub id: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path, with places in braces.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
    /// The most bytes of its JSON, if it takes any.
    pub body_limit: Option<usize>,
    /// The most bytes of the file that it takes, if it takes one.
    pub file_limit: Option<usize>,
    /// It takes something behind the question mark.
    pub takes_query: bool,
}

impl Route {
    /// Its path with its places filled.
    ///
    /// # Panics
    /// When there is nothing for a place.
    pub fn filled(&self, place: impl Fn(&str) -> Option<String>) -> String {
        fill_path(self.path, place).unwrap_or_else(|name| panic!("{}: nothing for {name}", self.id))
    }

    /// The names of the places in its path.
    pub fn places(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('{').skip(1).filter_map(|part| part.split('}').next())
    }
}

/// All endpoints, in the order of the contract.
pub fn routes() -> Vec<Route> {
    struct Routes(Vec<Route>);
    impl Visitor for Routes {
        fn visit<E: Endpoint>(&mut self) {
            let (nothing, upload) = (TypeId::of::<Nothing>(), TypeId::of::<Upload>());
            let body = TypeId::of::<E::Body>();
            self.0.push(Route {
                id: E::ID,
                method: E::METHOD,
                path: E::PATH,
                access: E::Access::ACCESS,
                body_limit: (body != nothing && body != upload).then_some(E::BODY_LIMIT),
                file_limit: (body == upload).then_some(E::BODY_LIMIT),
                takes_query: TypeId::of::<E::Query>() != nothing,
            });
        }
    }
    let mut routes = Routes(Vec::new());
    dianwu_domain::walk(&mut routes);
    routes.0
}
