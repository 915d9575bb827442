//! The linker keeps its relocations, by which `cargo xtask` tells which functions belong to which chunk
//! (xtask/src/build/split.rs). An argument of the app's link alone: as a flag of the compiler it would make every
//! dependency be built twice, for the app and for the worker.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
