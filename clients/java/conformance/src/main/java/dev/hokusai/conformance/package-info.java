/** Runs the conformance vectors of the contract through the generated stubs and reports. */
package dev.hokusai.conformance;
