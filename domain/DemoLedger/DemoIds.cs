using System.Buffers.Binary;

namespace IndhCoops.Domain.DemoLedger;

/// <summary>Identifiers of version 8 that grow, in big-endian order, with the place of a row: cooperative, grant, movement.</summary>
internal static class DemoIds
{
    public enum Table
    {
        Cooperative = 1,
        Project = 2,
        Grant = 3,
        Movement = 4,
    }

    public static Guid Of(ulong seed, Table table, int cooperative, int grant = 0, int movement = 0)
    {
        var place = ((ulong)(uint)cooperative << 16) | ((ulong)(byte)grant << 8) | (byte)movement;
        var high = (place << 16) | 0x8000 | (ulong)table;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low(seed, high));
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Whether an identifier is one that <see cref="Of"/> gives: any other row was made by somebody else.</summary>
    public static bool IsGenerated(ulong seed, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) == Low(seed, BinaryPrimitives.ReadUInt64BigEndian(bytes));
    }

    private static ulong Low(ulong seed, ulong high) => SplitMix64.Mix(high ^ SplitMix64.Mix(seed)) >> 2 | 0x8000_0000_0000_0000;
}
