package hokusai

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
)

// TLS says how a connection is encrypted. The zero value trusts the authorities of this machine.
type TLS struct {
	// CA is a PEM file with the authorities to trust. Empty trusts those of this machine.
	CA string
	// Certificate is a PEM file with this client's certificate chain, for servers that ask for one; together with Key.
	Certificate string
	// Key is a PEM file with the private key of Certificate.
	Key string
	// ServerName is the name that the server's certificate must have. Empty means the host of the address.
	ServerName string
}

// tlsFromEnvironment is what the environment says, or nil if it says nothing.
func tlsFromEnvironment() *TLS {
	found := TLS{CA: os.Getenv(caVariable), Certificate: os.Getenv(certificateVariable), Key: os.Getenv(keyVariable)}
	if found == (TLS{}) {
		return nil
	}
	return &found
}

// transportCredentials encrypts as settings say; nil speaks plain text.
func transportCredentials(settings *TLS) (credentials.TransportCredentials, error) {
	if settings == nil {
		return insecure.NewCredentials(), nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: settings.ServerName}
	if settings.CA != "" {
		roots, err := readAuthorities(settings.CA)
		if err != nil {
			return nil, err
		}
		config.RootCAs = roots
	}
	if (settings.Certificate == "") != (settings.Key == "") {
		return nil, errors.New("hokusai: TLS.Certificate and TLS.Key go together; give both or none")
	}
	if settings.Certificate != "" {
		pair, err := tls.LoadX509KeyPair(settings.Certificate, settings.Key)
		if err != nil {
			return nil, fmt.Errorf("hokusai: the client certificate cannot be used: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return credentials.NewTLS(config), nil
}

func readAuthorities(path string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("hokusai: the authorities of TLS.CA cannot be read: %w", err)
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("hokusai: TLS.CA %s holds no PEM certificate", path)
	}
	return roots, nil
}
