package fcmtest

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

const scope = "https://www.googleapis.com/auth/firebase.messaging"

// tokens are the access tokens that were given out. They end only when told to.
type tokens struct {
	given   int
	expired int      // all up to this one
	asked   int      // requests for one
	script  []Answer // of the next requests
}

func (t *tokens) valid(header string) bool {
	var n int
	_, err := fmt.Sscanf(header, "Bearer access-%d", &n)
	return err == nil && n > t.expired && n <= t.given
}

// Account is the JSON of a service account whose tokens this server gives out.
func (s *Server) Account() ([]byte, error) {
	key, err := x509.MarshalPKCS8PrivateKey(s.key)
	if err != nil {
		return nil, err
	}
	return json.Marshal(map[string]string{
		"type": "service_account", "project_id": Project, "private_key_id": "one",
		"private_key":  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})),
		"client_email": "sender@" + Project + ".invalid", "client_id": "1", "token_uri": s.url + "/token",
	})
}

// Token gives an access token out to one who has no account.
func (s *Server) Token() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.given++
	return fmt.Sprintf("access-%d", s.tokens.given)
}

// ExpireTokens ends all access tokens given out so far.
func (s *Server) ExpireTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.expired = s.tokens.given
}

// ScriptTokens sets what the next requests for an access token are answered: Unavailable or Slow.
func (s *Server) ScriptTokens(answers ...Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.script = append(s.tokens.script, answers...)
}

// TokensAsked is how many requests for an access token came, whatever their answer.
func (s *Server) TokensAsked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens.asked
}

// TokensGiven is how many access tokens were given out.
func (s *Server) TokensGiven() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens.given
}

// token is the endpoint of the exchange of RFC 7523: a signed claim for an access token.
func (s *Server) token(w http.ResponseWriter, r *http.Request) {
	if err := s.signed(r.PostFormValue("assertion")); err != nil {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"error":"invalid_grant","error_description":%q}`, err.Error())
		return
	}
	switch n, answer := s.give(); answer {
	case Taken:
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"access_token":"access-%d","token_type":"Bearer","expires_in":3600}`, n)
	case Slow:
		<-r.Context().Done()
	default:
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

// give takes the next answer of the script, and the number of the token that goes with Taken.
func (s *Server) give() (int, Answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.asked++
	if script := s.tokens.script; len(script) > 0 {
		s.tokens.script = script[1:]
		return 0, script[0]
	}
	s.tokens.given++
	return s.tokens.given, Taken
}

// signed checks signature, audience and scope of a claim; its times are not looked at.
func (s *Server) signed(claim string) error {
	parts := strings.Split(claim, ".")
	if len(parts) != 3 {
		return errors.New("not a JWT")
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if err := rsa.VerifyPKCS1v15(&s.key.PublicKey, crypto.SHA256, sum[:], signature); err != nil {
		return err
	}
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return err
	}
	var claims struct{ Aud, Scope string }
	if err := json.Unmarshal(body, &claims); err != nil {
		return err
	}
	if claims.Aud != s.url+"/token" || claims.Scope != scope {
		return fmt.Errorf("audience %q, scope %q", claims.Aud, claims.Scope)
	}
	return nil
}
