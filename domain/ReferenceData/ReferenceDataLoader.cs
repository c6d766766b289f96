namespace IndhCoops.Domain.ReferenceData;

/// <summary>placeholder</summary>
public sealed class ReferenceDataLoader;
