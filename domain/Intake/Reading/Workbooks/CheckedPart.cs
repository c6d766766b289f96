namespace IndhCoops.Domain.Intake.Reading.Workbooks;

/// <summary>
/// Unpacks a part of a workbook, and compares its checksum at its end with the one that the archive keeps. .NET does not: one bit that a
/// worn stick turned makes 280,000 of 270,000, and everything else still fits.
/// </summary>
internal sealed class CheckedPart(Stream part, uint expected) : Stream
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(number => Divided((uint)number))];

    private uint _rest = uint.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        foreach (var letter in buffer[..read])
        {
            _rest = Table[(byte)(_rest ^ letter)] ^ (_rest >> 8);
        }

        return read > 0 || buffer.IsEmpty || ~_rest == expected
            ? read
            : throw new InvalidDataException("The checksum of a part does not fit.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            part.Dispose();
        }

        base.Dispose(disposing);
    }

    // What remains of a byte that is divided by the polynomial of CRC-32.
    private static uint Divided(uint number)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            number = (number & 1) == 0 ? number >> 1 : (number >> 1) ^ 0xEDB88320;
        }

        return number;
    }
}
