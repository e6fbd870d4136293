package torture

func (b *bench) wants() []torment { return nil }
