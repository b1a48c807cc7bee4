// @generated from the contract; never edited.
/// The package `google` of the contract.
pub mod google {
    /// The package `google.rpc` of the contract.
    pub mod rpc {
        include!("google.rpc.rs");
    }
}
/// The package `hokusai` of the contract.
pub mod hokusai {
    /// The package `hokusai.errors` of the contract.
    pub mod errors {
        /// The package `hokusai.errors.v1` of the contract.
        pub mod v1 {
            include!("hokusai.errors.v1.rs");
        }
    }
    /// The package `hokusai.inference` of the contract.
    pub mod inference {
        /// The package `hokusai.inference.v1` of the contract.
        pub mod v1 {
            include!("hokusai.inference.v1.rs");
        }
    }
    /// The package `hokusai.registry` of the contract.
    pub mod registry {
        /// The package `hokusai.registry.v1` of the contract.
        pub mod v1 {
            include!("hokusai.registry.v1.rs");
        }
    }
    /// The package `hokusai.system` of the contract.
    pub mod system {
        /// The package `hokusai.system.v1` of the contract.
        pub mod v1 {
            include!("hokusai.system.v1.rs");
        }
    }
    /// The package `hokusai.tracking` of the contract.
    pub mod tracking {
        /// The package `hokusai.tracking.v1` of the contract.
        pub mod v1 {
            include!("hokusai.tracking.v1.rs");
        }
    }
    /// The package `hokusai.versions` of the contract.
    pub mod versions {
        /// The package `hokusai.versions.v1` of the contract.
        pub mod v1 {
            include!("hokusai.versions.v1.rs");
        }
    }
}
pub(crate) mod rpcs;
