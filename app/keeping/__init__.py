"""Taking in and keeping: uploads, their jobs, batches of questions, what users say of answers."""
