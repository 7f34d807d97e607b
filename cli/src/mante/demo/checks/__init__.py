"""Looking from outside whether anything was lost or came twice: in the topics, the ledger, the bucket, the journal."""
