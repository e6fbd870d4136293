package resolver

import (
	"context"

	"dyad/graph"
	"dyad/schema/exec"
)

// Roles are the further participants.
func (r claimResolver) Roles(_ context.Context, c *exec.Claim) ([]*exec.Role, error) {
	shown := make([]*exec.Role, len(c.Record.Roles))
	for i := range c.Record.Roles {
		role := &c.Record.Roles[i]
		shown[i] = &exec.Role{Name: role.Name, Record: role, View: c.View}
	}
	return shown, nil
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

// Voices are who says so, from the outside in.
func (r claimResolver) Voices(_ context.Context, c *exec.Claim) ([]*exec.Voice, error) {
	shown := make([]*exec.Voice, len(c.Record.Voices))
	for i := range c.Record.Voices {
		v := &c.Record.Voices[i]
		shown[i] = &exec.Voice{Label: optional(v.Label), Mode: v.Mode, Stance: v.Stance, Record: v, View: c.View}
	}
	return shown, nil
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
