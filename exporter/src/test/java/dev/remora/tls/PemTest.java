package dev.remora.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsKeysOfEveryKind(String algorithm) throws GeneralSecurityException {
    PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

    assertThat(Pem.key("text before\n" + block("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048, 4096})
  void readsTheOlderFormOfRsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    PrivateKey key = generator.generateKeyPair().getPrivate();
    byte[] encoded = key.getEncoded();
    byte[] older = Arrays.copyOfRange(encoded, 26, encoded.length);

    assertThat(Pem.key(block("RSA PRIVATE KEY", older))).isEqualTo(key);
  }

  @Test
  void readsTheOlderFormOfCurves() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
    byte[] number = key.getS().toByteArray();
    byte[] older = new byte[51];
    System.arraycopy(new byte[] {0x30, 49, 2, 1, 1, 4, 32}, 0, older, 0, 7);
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, older, 39 - length, length);
    byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
    System.arraycopy(curve, 0, older, 39, 12);

    ECPrivateKey read = (ECPrivateKey) Pem.key(block("EC PRIVATE KEY", older));

    assertThat(read.getS()).isEqualTo(key.getS());
    assertThat(read.getParams().getCurve()).isEqualTo(key.getParams().getCurve());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                               | no private key
          -----BEGIN ENCRYPTED PRIVATE KEY-----                            | encrypted
          -----BEGIN PRIVATE KEY-----                                      | without its END
          -----BEGIN PRIVATE KEY-----hunter2-----END PRIVATE KEY-----      | cannot be read
          -----BEGIN EC PRIVATE KEY-----MAA=-----END EC PRIVATE KEY-----   | cannot be read
          -----BEGIN EC PRIVATE KEY-----MA==-----END EC PRIVATE KEY-----   | cannot be read
          -----BEGIN RSA PRIVATE KEY-----MAA=-----END RSA PRIVATE KEY----- | cannot be read
          """)
  void saysWhatIsWrongWithAKeyWithoutShowingIt(String text, String problem) {
    assertThatThrownBy(() -> Pem.key(text))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                      | no certificate
          -----BEGIN CERTIFICATE-----                             | without its END
          -----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE---- | without its END
          -----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----| number 1 cannot be read
          """)
  void saysWhatIsWrongWithCertificates(String text, String problem) {
    assertThatThrownBy(() -> Pem.certificates(text))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessageContaining(problem);
  }

  private static String block(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content), label);
  }
}
