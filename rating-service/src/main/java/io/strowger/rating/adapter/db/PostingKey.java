package io.strowger.rating.adapter.db;

import io.strowger.contracts.id.AccountId;

/**
 * A key that a client chose for a change of an account: one key is one posting.
 *
 * @param kind what sort of change it is
 */
record PostingKey(String kind, AccountId account, String key) {
  /** What the posting is called; a bar is in no account's name and in no key. */
  String id() {
    boolean clear = account.value().indexOf(':') < 0 && key.indexOf(':') < 0;
    return clear ? formerId() : kind + ":" + account + "|" + key;
  }

  /** What it was called before, which told not always where the account ends. */
  String formerId() {
    return kind + ":" + account + ":" + key;
  }
}
