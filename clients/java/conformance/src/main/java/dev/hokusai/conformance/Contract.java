package dev.hokusai.conformance;

import java.util.HashMap;
import java.util.Map;

/** Every method that a vector may call, by its path as in {@code /package.Service/Method}. */
final class Contract {

  static final Map<String, Rpc<?>> METHODS = methods();

  private Contract() {}

  private static Map<String, Rpc<?>> methods() {
    Map<String, Rpc<?>> methods = new HashMap<>();
    methods.putAll(InferenceMethods.byPath());
    methods.putAll(TrafficMethods.byPath());
    methods.putAll(RegistryMethods.byPath());
    methods.putAll(SystemMethods.byPath());
    methods.putAll(TrackingMethods.byPath());
    methods.putAll(VersionMethods.byPath());
    methods.putAll(HealthMethods.byPath());
    return Map.copyOf(methods);
  }
}
