using IndhCoops.Domain.Changes;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IndhCoops.Domain.Entry;

/// <summary>Applies a correction to a row, and writes one entry to the record of changes for each field that changes.</summary>
internal sealed class Corrections(EntryWork work, object row, ChangedType type)
{
    private readonly EntityEntry _entry = work.Context.Entry(row);
    private readonly List<Change> _changes = [];

    private Guid Id => (Guid)_entry.Property(nameof(Id)).CurrentValue!;

    /// <summary>Whether one of some fields changes.</summary>
    public bool Touches(params IEnumerable<string> fields) => _changes.Any(change => fields.Contains(change.Field));

    /// <summary>Sets a value.</summary>
    public void Set<T>(string property, Given<T> given, Func<T?, object?> read)
    {
        if (given.IsGiven)
        {
            Put(property, _entry.Property(property), read(given.Value));
        }
    }

    /// <summary>Sets what the row refers to.</summary>
    public async Task PointAsync<TKey, TTarget>(string navigation, Given<TKey> given, Func<TKey, Task<TTarget>> find)
        where TTarget : class
    {
        if (!given.IsGiven)
        {
            return;
        }

        var key = _entry.Metadata.FindNavigation(navigation)!.ForeignKey;
        var target = given.Value is { } wanted ? await find(wanted) : null;
        var value = target is null ? null : work.Context.Entry(target).Property(key.PrincipalKey.Properties[0].Name).CurrentValue;
        Put(navigation, _entry.Property(key.Properties[0].Name), value);
    }

    /// <summary>Changes the same reference of another row too.</summary>
    public void Follow(object other, ChangedType otherType, string navigation, object? key)
    {
        var entry = work.Context.Entry(other);
        var property = entry.Property(entry.Metadata.FindNavigation(navigation)!.ForeignKey.Properties[0].Name);
        _changes.Add(Change.Corrected(
            work.Origin,
            otherType,
            (Guid)entry.Property(nameof(Id)).CurrentValue!,
            char.ToLowerInvariant(navigation[0]) + navigation[1..],
            ChangeText.Of(property.CurrentValue),
            ChangeText.Of(key)));
        property.CurrentValue = key;
        entry.Property("UpdatedAt").CurrentValue = work.Origin.At.ToUniversalTime();
    }

    /// <summary>Writes and commits; where no field changes, nothing is written.</summary>
    public async Task<Entered> SaveAsync()
    {
        if (_changes.Count == 0)
        {
            return new Entered(Id, AlreadyRecorded: true);
        }

        _entry.Property("UpdatedAt").CurrentValue = work.Origin.At.ToUniversalTime();
        return await work.SaveAsync([.. _changes]);
    }

    private void Put(string member, PropertyEntry property, object? value)
    {
        var old = property.CurrentValue;
        if (!Equals(old, value))
        {
            property.CurrentValue = value;
            var field = char.ToLowerInvariant(member[0]) + member[1..];
            _changes.Add(Change.Corrected(work.Origin, type, Id, field, ChangeText.Of(old), ChangeText.Of(value)));
        }
    }
}
