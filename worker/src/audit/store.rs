//! SQL of audit.

/// Every statement of this feature.
#[cfg(test)]
pub const ALL: &[crate::kernel::d1::Statement] = &[];
