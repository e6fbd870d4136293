package resolver

import (
	"context"

	"dyad/graph"
	"dyad/schema/exec"
)

// presentRoles shows the further participants.
func presentRoles(c *graph.Claim, v *graph.View) []*exec.Role {
	shown := make([]*exec.Role, len(c.Roles))
	for i := range c.Roles {
		shown[i] = &exec.Role{Name: c.Roles[i].Name, Record: &c.Roles[i], View: v}
	}
	return shown
}

// Entities are those in the role.
func (r roleResolver) Entities(ctx context.Context, role *exec.Role) ([]*exec.Entity, error) {
	return deskOf(ctx).entities(role.Record.Entities, role.View)
}

// Claims are those in the role.
func (r roleResolver) Claims(ctx context.Context, role *exec.Role) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, role.View, role.Record.Claims)
}

// Terms are those in the role: offices.
func (r roleResolver) Terms(ctx context.Context, role *exec.Role) ([]*exec.TermEntry, error) {
	shown := make([]*exec.TermEntry, len(role.Record.Terms))
	for i, key := range role.Record.Terms {
		shown[i] = deskOf(ctx).termOf(graph.OfficeTerm, key)
	}
	return shown, nil
}

// presentVoices shows who says so, from the outside in.
func presentVoices(c *graph.Claim, v *graph.View) []*exec.Voice {
	shown := make([]*exec.Voice, len(c.Voices))
	for i := range c.Voices {
		voice := &c.Voices[i]
		shown[i] = &exec.Voice{Label: optional(voice.Label), Mode: voice.Mode, Stance: voice.Stance, Record: voice, View: v}
	}
	return shown
}

// Entity is who the voice is.
func (r voiceResolver) Entity(ctx context.Context, v *exec.Voice) (*exec.Entity, error) {
	return entityIfAny(ctx, v.Record.Entity, v.View)
}

// Affiliation is whom the voice belongs to.
func (r voiceResolver) Affiliation(ctx context.Context, v *exec.Voice) (*exec.Entity, error) {
	return entityIfAny(ctx, v.Record.Affiliation, v.View)
}

// entityIfAny shows the entity of a key; nil for no key.
func entityIfAny(ctx context.Context, key graph.EntityKey, v *graph.View) (*exec.Entity, error) {
	if key == "" {
		return nil, nil
	}
	return deskOf(ctx).entity(key, v)
}
