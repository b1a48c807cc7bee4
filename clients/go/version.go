package hokusai

// Version is the SemVer number of this module, that of the Python package of the same release.
const Version = "0.1.0"
