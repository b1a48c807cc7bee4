package hokusai

import (
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
)

const (
	defaultAddress = "localhost:50051"
	defaultPort    = "50051"

	addressVariable     = "HOKUSAI_ADDRESS"
	tokenVariable       = "HOKUSAI_TOKEN"
	caVariable          = "HOKUSAI_TLS_CA"
	certificateVariable = "HOKUSAI_TLS_CLIENT_CERT"
	keyVariable         = "HOKUSAI_TLS_CLIENT_KEY"
)

// resolveAddress is the address to dial: the given one, else that of the environment, else the default.
func resolveAddress(given string) (string, error) {
	if given != "" {
		return parseAddress(given, "Config.Address")
	}
	if found := os.Getenv(addressVariable); found != "" {
		return parseAddress(found, addressVariable)
	}
	return defaultAddress, nil
}

// parseAddress adds the port that people leave out, and refuses what cannot be an address.
func parseAddress(text, source string) (string, error) {
	address := strings.TrimSpace(text)
	for _, scheme := range []string{"unix:", "dns:", "ipv4:", "ipv6:", "passthrough:"} {
		if strings.HasPrefix(address, scheme) {
			return address, nil
		}
	}
	if strings.Contains(address, "://") {
		return "", fmt.Errorf("hokusai: %s is %q: write HOST:PORT without a scheme; encryption is set by Config.TLS", source, text)
	}
	if !strings.Contains(address, ":") || strings.HasSuffix(address, "]") {
		address += ":" + defaultPort
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil || host == "" {
		return "", fmt.Errorf("hokusai: %s is %q: write HOST:PORT, for example %s", source, text, defaultAddress)
	}
	if number, err := strconv.ParseUint(port, 10, 16); err != nil || number == 0 {
		return "", fmt.Errorf("hokusai: %s is %q: %q is no port; write HOST:PORT, for example %s", source, text, port, defaultAddress)
	}
	return address, nil
}

// isLocal tells whether bytes for this address stay on this machine.
func isLocal(address string) bool {
	if strings.HasPrefix(address, "unix:") {
		return true
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	return host == "localhost" || net.ParseIP(host).IsLoopback()
}
