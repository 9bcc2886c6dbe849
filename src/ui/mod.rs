//! Dumb components: named signals in, callbacks out; no words but those given or in `i18n`.
