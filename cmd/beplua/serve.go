package main

type serveCommand struct{ Demo bool }

func (*serveCommand) Run() error { return nil }

type migrateCommand struct{}

func (*migrateCommand) Run() error { return nil }
